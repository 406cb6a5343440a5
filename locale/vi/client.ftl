# Người nộp đơn, cơ quan, câu trả lời đã biết, bản mẫu đơn: lệnh.
cli-no-clients = Chưa có hồ sơ người nộp đơn nào: một đơn có họ tên và ngày sinh sẽ tạo ra.
cli-no-client-found = Không có người nộp đơn nào khớp với “{ $find }”.
cli-client-deleted = Đã xóa thông tin đã ghi nhớ về người này: họ tên, các ngày, các sự việc. { $cases ->
    [0] Người này không có đơn nào.
   *[other] { $cases } đơn của người này vẫn được giữ nguyên.
}
cli-nothing-due = Trong { $within } ngày tới không có hạn nào.
cli-due-passed = đã qua
cli-due-days = { $days ->
    [0] hôm nay
   *[other] còn { $days } ngày
}
cli-origin-typed = đã nhập
cli-origin-chip = từ thẻ
cli-origin-earlier-case = từ một đơn
cli-origin-organisation = từ hồ sơ cơ quan
cli-origin-batch = từ bảng nhập hàng loạt
cli-no-organisations = Chưa ghi nhớ cơ quan nào: `organisation keep CASE` ghi nhớ cơ quan nêu trong một đơn.
cli-organisation-deleted = Đã xóa { $name }; các câu trả lời đã lấy từ đó vẫn còn trong các đơn.
cli-nothing-known = Không còn gì khác đã biết cho đơn này.
cli-stands = (hiện ghi: { $text })
cli-taken = Đã lấy { $count } câu trả lời.
cli-since = So với lần nộp ngày { $time }, số { $number }: { $count ->
    [0] không có gì thay đổi.
   *[other] { $count } câu trả lời đã thay đổi.
}
cli-edition-newest = Đơn này đang dùng bản mẫu mới nhất.
cli-edition-newer = Đã có bản mẫu đơn mới hơn: { $to } (đơn này dùng bản { $from }). Khi chuyển, { $carried } câu trả lời được giữ và { $aside } câu được để riêng. Lệnh `case edition ID --move` thực hiện việc chuyển.
cli-edition-moved = Đã chuyển từ bản { $from } sang bản { $to }: giữ { $carried } câu trả lời, để riêng { $aside } câu.
cli-edition-unknown = Phiên bản này không có bản mẫu cũ nên không biết câu hỏi nào đã khác. Hãy kiểm tra mọi câu trả lời.
cli-set-aside = Để riêng từ bản { $edition }: { $item } = { $text }
cli-diff-form = { $code }: { $old } → { $new }
cli-diff-form-gone = { $code }: chỉ có ở bên cũ
cli-diff-form-new = { $code }: chỉ có ở bên mới
cli-diff-nothing = Không mục nào khác nhau.
cli-diff-rule = Quy tắc { $rule } giữa các mục đã khác.

error-no-client = Không có người nộp đơn { $id }.
hint-no-client = `client list` liệt kê danh sách.
error-ambiguous-client = Có nhiều người nộp đơn ứng với { $id }.
hint-ambiguous-client = Hãy ghi thêm ký tự của mã; `client list` liệt kê danh sách.
error-no-organisation = Chưa ghi nhớ cơ quan nào tên { $name }.
hint-no-organisation = `organisation list` liệt kê danh sách.
error-ambiguous-organisation = Có nhiều cơ quan ứng với { $name }.
hint-ambiguous-organisation = Hãy ghi thêm ký tự của mã; `organisation list` liệt kê danh sách.
error-no-organisation-here = Đơn này không nêu cơ quan hay người bảo trợ nào; chưa ghi nhớ gì.
hint-no-organisation-here = Trước hết hãy trả lời tên cơ quan.
error-no-fact = Không ghi nhớ mục nào tên “{ $word }” về người nộp đơn; chưa thay đổi gì.
hint-no-fact = Một trong các mục: { $choices }.
error-bad-fact = Giá trị đó không dùng được cho { $word }; chưa thay đổi gì.
hint-bad-fact = Ngày đầy đủ như 2026-11-24 hoặc 令和8年11月24日; status là tên tư cách lưu trú, period là 3年, 6月 hoặc 90日.
error-no-event = Không có sự việc nào tên “{ $kind }”; chưa ghi gì.
hint-no-event = Một trong các sự việc: { $choices }.
error-event-not-noted = Chưa ghi sự việc { $kind } ngày { $day } cho người này; chưa thay đổi gì.
hint-event-not-noted = `client show` liệt kê các sự việc.
error-no-deadline = Người này không có hạn nào theo quy tắc “{ $rule }”; chưa thay đổi gì.
hint-no-deadline = `client show` liệt kê các hạn cùng quy tắc.
error-nothing-filed = Chưa từng nộp đơn nào cho người này: không có gì để so sánh.
hint-nothing-filed = Đơn thuộc về một người khi đã có họ tên và ngày sinh; `client show` liệt kê các đơn của người đó.
error-not-known = Với mục { $item } không biết gì khác ngoài câu đang ghi; chưa lấy gì.
hint-not-known = `case known ID` liệt kê những gì đã biết.
error-delete-filed = Đơn này đã có biên nhận (số { $number }); chưa xóa.
hint-delete-filed = Nếu muốn xóa hẳn cả biên nhận và đơn đã nộp, hãy ghi rõ: `case delete ID --with-receipt`. `case export` và `print --as receipt` giữ lại bản sao.
error-edition-newest = Đơn này đang dùng bản mẫu mới nhất ({ $edition }), hoặc đã gửi; chưa thay đổi gì.
hint-edition-newest = `case edition ID` cho biết khi nào có bản mới hơn.
error-forms-flawed = { $name } có { $count } lỗi; chưa so sánh.
hint-forms-flawed = `forms check DIR` nêu rõ tệp và dòng.
error-no-form-named = Không có thư mục hay mẫu đơn nào tên { $name }.
hint-no-form-named = Hãy ghi thư mục, hoặc mã mà `forms list` nêu, thêm @BẢN cho bản cũ hơn.

# Screens.
ui-from-organisation = từ hồ sơ cơ quan đã ghi nhớ
ui-home-delete-filed = Biên nhận của { $client } (số { $number }) cũng sẽ mất hẳn. Bấm Del lần nữa để xóa cả hai.
ui-home-clients = Người nộp đơn
ui-due-passed = đã qua
ui-due-days = { $days ->
    [0] hôm nay
   *[other] còn { $days } ngày
}
ui-client-deadlines = Các hạn phải giữ
ui-client-cases = Hồ sơ
ui-client-known = Đã biết
ui-client-events = Sự việc
ui-client-nothing = Không còn thông tin nào về người này.
ui-client-forget-sure = Xóa thông tin đã ghi nhớ về { $client } (họ tên, các ngày, sự việc)? Hồ sơ vẫn được giữ. Nhấn Del lần nữa để xóa.
ui-client-which-event = Việc gì đã xảy ra?
ui-client-which-fact = Cần ghi nhớ điều gì?
ui-client-day-help = Vào ngày nào, ghi như 2026-11-24, 20261124 hoặc 令和8年11月24日.
ui-client-value-help = Ngày ghi như 2026-11-24 hoặc 令和8年11月24日; tư cách lưu trú ghi theo tên; thời hạn ghi 3年 hoặc 90日. Để trống là xóa.
ui-fact-stay_until = Hết thời hạn lưu trú
ui-fact-card_until = Thẻ lưu trú hết hạn
ui-fact-passport_until = Hộ chiếu hết hạn
ui-fact-certificate_until = Chứng thư điện tử hết hạn
ui-fact-user_id_until = Mã người dùng (hệ thống trực tuyến) hết hạn
ui-fact-status = Tư cách lưu trú
ui-fact-period = Thời hạn lưu trú
ui-origin-typed = nhân viên ghi
ui-known-client = Đã biết về người này (Enter: lấy, a: điền các ô trống)
ui-known-organisation = Đã biết về { $name } (Enter: lấy, a: điền các ô trống)
ui-known-changes = Thay đổi từ lần nộp { $day }, số { $number }: { $count } (trước, nay)
ui-known-nothing = Không còn gì khác đã biết. Hồ sơ thuộc về một người khi đã có họ tên và ngày sinh.
ui-known-greet = { $client } đã từng làm hồ sơ ở đây: Ctrl+R cho xem những gì đã biết.
ui-known-taken = Đã lấy { $count } câu trả lời.
ui-known-kept = Đã ghi nhớ { $name }; dùng được cho mọi người của cơ quan này.
ui-edition-newer = Đã có bản mẫu mới hơn ({ $edition }): Alt+E cho xem điểm khác và chuyển bản nháp.
ui-edition-newest = Đây là bản mẫu mới nhất.
ui-edition-title = Bản mẫu mới hơn
ui-edition-what = Bản nháp dùng bản { $from }; đã có bản { $to }. Enter để chuyển: { $carried } câu trả lời được giữ nguyên.
ui-edition-aside = Để riêng vì bản mới không có chỗ cho câu trả lời (vẫn giữ cùng hồ sơ)
ui-edition-changed = Hỏi khác trước: hãy xem lại các câu trả lời này
ui-edition-differs = { $what ->
    [no] số mục
    [sub] số mục
    [ja] câu chữ
    [en] câu chữ tiếng Anh
    [help] giải thích
    [unit] đơn vị
    [group] câu chữ
    [required] khi nào bắt buộc
    [required_when] khi nào bắt buộc
    [online] khi nào hỏi
    [condition] khi nào hỏi
    [sheet_condition] khi nào hỏi
    [kind] loại câu trả lời
    [max] độ dài
    [chars] loại ký tự
    [partial] ngày không đầy đủ
    [most] số dòng chọn tối đa
    [states] không biết, không có, v.v.
    [choices] các lựa chọn
    [narrowed_by] các lựa chọn
    [columns] cột của bảng
    [rows] số dòng của bảng
    [sheet] tờ đơn
    [points] điểm
    [derived] cách tính
    [checked] đối chiếu với bản in
    [checked_en] đối chiếu với bản in
   *[other] cột của tệp chính thức
}
ui-edition-added = Mục mới
ui-edition-unknown = Phiên bản này không có bản mẫu cũ
ui-edition-check-all = Không biết câu hỏi nào đã khác: hãy xem lại mọi câu trả lời.
ui-key-event = sự việc
ui-key-fact = ngày
ui-key-kept = đã xong
ui-key-forget = xóa thông tin
ui-key-known = đã biết
ui-key-edition = bản mẫu mới
ui-key-turn = danh sách kế
ui-key-keep-organisation = nhớ cơ quan
ui-key-move = chuyển

# Lời của các lệnh.
cli-ask-passphrase = Cụm mật khẩu của { $staff }:
cli-ask-new-passphrase = Cụm mật khẩu mới của { $staff }:
cli-ask-passphrase-again = Nhập lại lần nữa:
cli-ask-pin = Mã PIN (4 chữ số):
cli-practice = LUYỆN TẬP: không có gì được nộp cho cơ quan nào.
cli-written = Đã ghi: { $name }
cli-line = Dòng { $line }:
cli-not-checked = {" "}(chưa kiểm chứng)

cli-items = { $items } mục, { $unchecked } mục chưa đối chiếu với bản in
cli-form-built-in = có sẵn
cli-need-always = bắt buộc
cli-need-when = bắt buộc khi { $condition }
cli-shown-when = hỏi khi { $condition }
cli-narrowed-by = danh sách theo { $item }
cli-forms-good = { $files } tệp không có lỗi.

cli-online-yes = Hôm nay có thể nộp trực tuyến.
cli-online-not-yet = Có thể nộp trực tuyến, nhưng còn sớm.
cli-online-notice-first = Có thể nộp trực tuyến, nhưng phải khai báo trước.
cli-online-counter-only = Chỉ có thể nộp tại quầy.
cli-online-too-late = Đã quá hạn nộp.
cli-online-no = Không thể nộp trực tuyến.
cli-online-unknown = Quy định không cho biết hôm nay có thể nộp trực tuyến hay không.
cli-not-yet-reason = Bắt đầu dù quy định khuyên nên đợi.
cli-documents = Giấy tờ:
cli-document-always = cần: { $name } [{ $id }]
cli-document-if = nếu thuộc trường hợp: { $name } [{ $id }] { $when }

cli-staff-added = { $name } nay có thể mở thư mục dữ liệu này.
cli-staff-removed = { $name } không còn mở được thư mục dữ liệu này.
cli-recovery-key = { $name } nay có thể mở thư mục dữ liệu này. Nếu mất mọi cụm mật khẩu, chỉ khóa khôi phục này mở được (với nhân viên “recovery”). Khóa chỉ hiện một lần: hãy ghi lại và cất vào nơi có khóa.
cli-backed-up = Toàn bộ thư mục dữ liệu đã được mã hóa vào { $name }; mở bằng chính các cụm mật khẩu cũ.
cli-restored = Bản sao lưu đã được đặt vào { $name }.

cli-no-cases = Chưa có hồ sơ nào.
cli-deleted = Đã xóa hồ sơ { $id }.
cli-case-head = { $id }  { $form }  { $status }  { $stage }  { $answered }/{ $total }
cli-saved = Đã lưu { $saved } câu trả lời.
cli-checked = { $problems ->
    [0] Không có vấn đề
   *[other] Có { $problems } vấn đề
 }; đã trả lời { $answered }/{ $total } mục.
cli-warning = Lưu ý: { $warning }
cli-one-photo = Người nộp đơn chỉ có một ảnh; hãy chỉ định một tệp với --as photo.
cli-unknown-kind = Đơn này không có giấy tờ nào tên là “{ $kind }”: chọn một trong { $choices }.
cli-queued = Hồ sơ đang chờ gửi; `sync` sẽ gửi đi.
cli-trying-again = Máy chủ không trả lời; thử lại trong tối đa { $seconds } giây.

cli-stage-draft = bản nháp
cli-stage-ready = sẵn sàng gửi
cli-stage-queued = chờ gửi
cli-stage-sending = đang gửi
cli-stage-received = máy chủ đã nhận
cli-stage-accepted = đã tiếp nhận
cli-stage-under-examination = đang thẩm tra
cli-stage-documents-asked = được yêu cầu bổ sung giấy tờ
cli-stage-decided = đã có kết quả
cli-stage-delivered = đã trao kết quả
cli-stage-closed = đã kết thúc
cli-stage-refused = máy chủ không nhận
cli-stage-amended = đã sửa đổi
cli-stage-withdrawn = đã rút đơn
cli-state-not_asked = chưa hỏi
cli-state-answered = đã trả lời
cli-state-unknown = không biết
cli-state-none = không có
cli-state-na = không áp dụng
cli-state-declined = khách không muốn trả lời
cli-state-later = hỏi sau

cli-receipt = Đã nhận lúc { $time }, số { $number }
      SHA-256 của đơn: { $sha256 }
cli-receipt-office = Nơi phụ trách: { $name }, điện thoại { $phone }
cli-outbox-empty = Không có gì chờ gửi.
cli-outbox-case = { $id }  { $client }  đã gửi { $sent } trên { $size } byte, { $attempts } lần thử
cli-synced = Đã nhận { $received }, đang chờ { $waiting }, bị từ chối { $refused }.

cli-no-readers = Chưa nối đầu đọc thẻ nào.
cli-tries = Còn { $left } lần nhập trước khi mã PIN bị khóa.
cli-card-my-number = thẻ My Number
cli-card-residence-1 = thẻ lưu trú
cli-card-residence-2 = thẻ lưu trú (từ tháng 6 năm 2026)
cli-card-residence-special = thẻ lưu trú đặc định
cli-card-special-permanent = giấy chứng nhận vĩnh trú đặc biệt
cli-card-other = thẻ mà chương trình này không biết
cli-card-none = không có thẻ

cli-whole = { $name }: nguyên vẹn (hồ sơ, mở lúc { $time }; hồ sơ không có chữ ký).
cli-whole-signed = { $name }: nguyên vẹn, do { $signer } ký lúc { $time }
      chứng thư { $fingerprint }
cli-not-whole = { $name }: KHÔNG NGUYÊN VẸN

# Những dòng của `case set` không được nhận.
cli-bad-not-an-answer = Dòng { $line } không phải là câu trả lời.
cli-bad-fix-not-an-answer = Viết MỤC=GIÁ TRỊ, hoặc MỤC:=trạng thái.
cli-bad-not-an-item = Dòng { $line }: “{ $item }” không thể là tên mục.
cli-bad-fix-not-an-item = Viết tên mục, hoặc bảng[dòng].cột với dòng đếm từ 1.
cli-bad-not-a-state = Dòng { $line }: “{ $state }” không phải là trạng thái.
cli-bad-fix-not-a-state = Một trong: unknown, none, na, declined, later.
cli-bad-unknown = Dòng { $line }: mẫu đơn không có mục “{ $item }”.
cli-bad-fix-unknown = `forms show PROCEDURE STATUS` liệt kê các mục.
cli-bad-unknown-near = Dòng { $line }: mẫu đơn không có mục “{ $item }”.
cli-bad-fix-unknown-near = Có lẽ ý bạn là “{ $near }”.
cli-bad-column = Dòng { $line }: bảng { $item } không có cột “{ $column }”.
cli-bad-fix-column = Một trong: { $choices }.
cli-bad-table = Dòng { $line }: { $item } là bảng; trả lời từng ô một.
cli-bad-fix-table = Viết { $item }[1].{ $column }=…
cli-bad-not-a-table = Dòng { $line }: { $item } không phải là bảng.
cli-bad-fix-not-a-table = Viết { $item }=…
cli-bad-row = Dòng { $line }: không bảng nào có tới dòng { $row }.
cli-bad-fix-row = Đếm dòng từ 1 đến { $max }.
cli-bad-photo = Dòng { $line }: ảnh không nhập bằng chữ.
cli-bad-fix-photo = Hãy đính kèm: `case attach ID FILE --as photo`.
cli-bad-declaration = Dòng { $line }: lời khai không nhập bằng chữ.
cli-bad-derived = Dòng { $line }: { $item } được tính từ các câu trả lời khác, không nhập được.
cli-bad-fix-declaration = Lời khai được ghi lại bởi `case submit`.
cli-bad-fix-derived = Hãy nhập các mục dùng để tính.

error-bad-lines = { $count } dòng không được nhận; đã lưu { $saved } câu trả lời của các dòng khác.
hint-bad-lines = Sửa các dòng được nêu và nhập lại.
error-cannot-file = Không thể nộp đơn này ở đây: { $why } Chưa có hồ sơ nào được tạo.
hint-cannot-file = Xem `law verdict` để biết quy định liên quan.
error-still-waiting = { $why }
hint-still-waiting = Khi máy chủ trả lời, hãy gửi bằng `sync` hoặc `case submit ID --wait`.
error-no-new-passphrase = Chưa có cụm mật khẩu cho nhân viên mới; chưa thêm ai.
hint-no-new-passphrase = Dùng --new-passphrase-file FILE, hoặc chạy trong cửa sổ dòng lệnh.
error-passphrases-differ = Hai cụm mật khẩu khác nhau; không có gì thay đổi.
hint-passphrases-differ = Nhập cùng một cụm mật khẩu hai lần.
error-no-pin = Không có cửa sổ dòng lệnh để hỏi mã PIN; chưa chạm tới thẻ nào.
hint-no-pin = Chạy trong cửa sổ dòng lệnh, hoặc đưa mã PIN qua đầu vào chuẩn với --pin-stdin.
error-backup-exists = { $name } đã có sẵn; tệp đó được giữ nguyên, chưa sao lưu gì.
hint-backup-exists = Hãy đặt một tên chưa có.
error-restore-staff = Hãy cho biết mở bản sao lưu với tư cách ai; chưa khôi phục gì.
hint-restore-staff = Dùng --staff NAME của một nhân viên trong bản sao lưu, kèm cụm mật khẩu của họ.
error-input-not-utf8 = Đầu vào chuẩn không phải là văn bản UTF-8; chưa lưu gì.
hint-input-not-utf8 = Lưu các dòng dưới dạng UTF-8 và nhập lại.
error-input-too-long = Đầu vào chuẩn dài hơn { $most } MB; chưa lưu gì.
hint-input-too-long = Chỉ đưa câu trả lời của một hồ sơ, chia làm nhiều lần nếu cần.
error-output-lost = Không ghi được trọn kết quả ra đầu ra chuẩn.
hint-output-lost = Việc của lệnh đã làm xong: giải phóng chỗ nơi ghi và xem đã có gì (case list, client list) trước khi làm lại.

# Ký bằng thẻ.
cli-ask-sign-pin = Mã PIN để ký (6 đến 16 chữ và số):
cli-ask-last = Chỉ còn một lần thử. Nếu sai, mã PIN bị khóa và chỉ cơ quan hành chính địa phương mở lại được. Để tiếp tục, gõ chữ last:
cli-signed-by = { $name } đã ký bằng thẻ My Number.
cli-practice-card = Chữ ký của thẻ thực hành, ai cũng có khóa của nó: không chứng minh được gì.
# card read --what residence
cli-ask-card-number = Số thẻ cư trú:
cli-card-differs = khác với đơn: { $stands }
cli-card-unread = Chưa đọc: { $items }
# card read --what certificates
cli-certificate-auth = Chứng thư xác thực người dùng
cli-certificate-auth-authority = Cơ quan chứng thực
cli-certificate-sign = Chứng thư chữ ký
cli-certificate-sign-authority = Cơ quan chứng thực
cli-certificate-wants-pin = chưa đọc: có họ tên và địa chỉ nên cần mã PIN ký (--pin-stdin)
cli-tries-each = Số lần còn lại: thông tin mặt thẻ { $text }, đăng nhập { $auth }, ký { $sign }
cli-signed-in = Máy chủ đã xác nhận thẻ này: chứng thư { $card }.
# Luật, giấy tờ của hồ sơ
cli-ways = Cách còn lại:
cli-document-counter = tại quầy: { $name } [{ $id }] { $when }
cli-law-same = Không có gì khác.
cli-no-rules = Không có quy định nào trong { $path }.
cli-older-rules = { $path } không mới hơn quy định của chương trình nên không được dùng.
cli-older-forms = { $path } không mới hơn mẫu đơn của chương trình nên không được dùng.
cli-later-forms = { $path } được dùng từ { $day }, khi chương trình khởi động từ ngày đó.
cli-no-category = Giấy tờ của tư cách này không phụ thuộc vào loại cơ quan.
cli-no-question = Không có giấy tờ nào phụ thuộc vào { $id }. Các câu hỏi: { $choices }
cli-with-nothing = Không có đơn nào nộp cùng { $procedure } được, kể cả { $named }.
cli-with-choices = Không nộp { $named } cùng { $procedure } như vậy được. Có thể: { $choices }
cli-category = Loại của cơ quan trực thuộc: { $category }
cli-category-open = chưa rõ (--category)
cli-question-open = ? { $text } [{ $id }]
cli-question-yes = có: { $text } [{ $id }]
cli-question-no = không: { $text } [{ $id }]
cli-question-points = {" "}(bảng tính: { $points } điểm)
cli-question-counted = Bảng tính điểm trả lời { $id }. Hãy sửa các mục của bảng (points_…) bằng case set.
cli-paper-attached = đã đính kèm: { $name } [{ $id }]
cli-paper-yes = cần: { $name } [{ $id }]
cli-paper-open = nếu thuộc trường hợp: { $name } [{ $id }]
cli-paper-counter = tại quầy: { $name } [{ $id }]
cli-paper-proves = chứng minh: { $what }
cli-paper-form-original = bản chính
cli-paper-form-copy = bản sao
cli-paper-form-present = chỉ xuất trình
cli-paper-age = cấp trong vòng { $months } tháng
cli-paper-translation = kèm bản dịch nếu bằng tiếng nước ngoài

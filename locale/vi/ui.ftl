# The frame: practice, link, help, shield
ui-practice = 練習 luyện tập
ui-practice-long = Luyện tập: không nộp cho cơ quan nào
ui-practice-nothing-filed = Đây là luyện tập: chưa có gì được nộp cho Cục Quản lý Xuất nhập cảnh và Lưu trú.
ui-link-up = ● trực tuyến
ui-link-down = ○ không tới được máy chủ
ui-shield = Màn hình đang được che. F9 để hiện lại.
ui-help-title = Các phím dùng được ở đây
ui-too-small = Cửa sổ quá nhỏ: cần ít nhất { $width }×{ $height }.
ui-working = Đang xử lý…
ui-title = Quầy làm hồ sơ lưu trú
ui-no-name = (chưa có tên)

# Unlock
ui-unlock-staff = Nhân viên
ui-unlock-passphrase = Mật khẩu
ui-unlock-again = Nhập lại
ui-unlock-encrypted = Bản nháp trên máy này được mã hóa, chỉ mở được bằng mật khẩu của nhân viên.
ui-unlock-first = Đây là thư mục dữ liệu mới. Hãy đặt tên nhân viên đầu tiên và mật khẩu ít nhất { $length } ký tự.
ui-unlock-hint = Để luyện tập: nhân viên { $name }, mật khẩu { $passphrase }
ui-unlock-add = thêm nhân viên…
ui-unlock-colleague = Đồng nghiệp
ui-unlock-another = Nhân viên mới: tên và mật khẩu ít nhất { $length } ký tự. Sau đó một đồng nghiệp cho phép.
ui-unlock-vouch = Thư mục dữ liệu được mã hóa: một đồng nghiệp mở được nó cho phép nhân viên mới bằng mật khẩu của mình.
ui-unlock-name-taken = Tên này đã có.
ui-unlock-opening = Đang mở…
ui-unlock-too-short = Mật khẩu cần ít nhất { $length } ký tự.
ui-unlock-differ = Hai mật khẩu khác nhau. Hãy nhập lại.

# Recovery key
ui-recovery-title = Khóa khôi phục
ui-recovery-why = Nếu quên mật khẩu, chỉ khóa khôi phục này mở được bản nháp. Khóa chỉ hiện một lần. Hãy chép ra giấy và cất nơi có khóa.
ui-recovery-type = Khi đã chép xong, hãy nhập nhóm ký tự cuối cùng.
ui-recovery-not-it = Đó không phải nhóm cuối cùng.

# Desk
ui-home-search = Tìm khách hoặc hồ sơ
ui-home-today = Hôm nay
ui-home-open = Hồ sơ đang làm
ui-home-waiting = Chờ gửi
ui-home-filed = Đã nộp
ui-home-none = Chưa có hồ sơ. Nhấn n để bắt đầu.
ui-home-not-found = Không tìm thấy.
ui-home-delete-sure = Xóa hồ sơ của { $client }? Nhấn Del lần nữa để xóa.
ui-home-outbox = Chờ gửi: { $cases } hồ sơ, { $files } tệp, { $size }
ui-days-left = còn { $days } ngày
ui-days-today = hết hạn hôm nay
ui-days-over = đã hết hạn
ui-progress-short = { $answered }/{ $total }
ui-progress = { $answered }/{ $total } · lỗi: { $problems }
ui-received-for = Máy chủ đã nhận hồ sơ của { $client }.

# Stages
ui-stage-draft = bản nháp
ui-stage-ready = sẵn sàng gửi
ui-stage-queued = chờ gửi
ui-stage-sending = đang gửi
ui-stage-received = máy chủ đã nhận
ui-stage-accepted = đã tiếp nhận
ui-stage-under-examination = đang xét duyệt
ui-stage-documents-asked = yêu cầu bổ sung hồ sơ
ui-stage-decided = đã có kết quả
ui-stage-delivered = đã giao
ui-stage-closed = đã đóng
ui-stage-refused = cần sửa
ui-stage-amended = đã sửa đổi
ui-stage-withdrawn = đã rút

# New case
ui-new-title = Hồ sơ mới
ui-new-procedure = Thủ tục nào?
ui-new-status = Tư cách lưu trú nào?
ui-new-by = Ai nộp hồ sơ?
ui-new-expiry = Thời hạn lưu trú đến ngày nào?
ui-new-expiry-help = Ngày ghi ở mặt trước thẻ lưu trú: 2026-11-24, 20261124 hoặc 令和8年11月24日. Nếu chưa biết, nhấn Enter.
ui-new-verdict = Có nộp được không?
ui-new-no-form = Chưa có mẫu đơn cho thủ tục này.
ui-new-cannot = Không thể bắt đầu hồ sơ này; lý do ở trên.
ui-new-reason = Còn sớm. Hãy ghi lý do để tiếp tục.
ui-new-reason-missing = Không thể bắt đầu nếu không có lý do.
ui-by-self = chính người nộp đơn
ui-by-legal-representative = người đại diện theo pháp luật
ui-by-relative = người thân
ui-by-agent = luật sư hoặc thư ký hành chính
ui-by-organisation = nhân viên cơ quan tiếp nhận
ui-verdict-yes = Hôm nay có thể nộp trực tuyến.
ui-verdict-not-yet = Chưa đến thời gian nộp hồ sơ này.
ui-verdict-counter-only = Không nộp trực tuyến được: phải nộp tại quầy của cục xuất nhập cảnh địa phương.
ui-verdict-too-late = Đã quá hạn.
ui-verdict-no = Không thể nộp trực tuyến.
ui-verdict-unknown = Phiên bản này không xác định được.
ui-verdict-documents = giấy tờ: cần { $needed }, nếu thuộc diện { $maybe }
ui-verdict-paper = mẫu giấy: { $items } mục, thêm { $online } mục chỉ hệ thống trực tuyến hỏi ({ $code })

# Walk
ui-saved = đã lưu
ui-saved-at = đã lưu { $time }
ui-saving = đang lưu…
ui-not-saved = chưa lưu được
ui-close-unsaved = Có câu trả lời chưa lưu được. Nhấn Esc lần nữa sẽ mất.
ui-is-sent-as = được gửi là   { $sent }
ui-from-card = từ thẻ
ui-from-earlier = từ hồ sơ trước
ui-from-batch = từ bảng hàng loạt
ui-unchecked-item = (từ ngữ hoặc số chưa đối chiếu với mẫu chính thức)
ui-unchecked-rule = (chưa kiểm chứng)
ui-elsewhere-photo = Ảnh được đính kèm ở F5, giấy tờ.
ui-elsewhere-declaration = Khai nhận ở màn hình kiểm tra, F6.
ui-walk-kept = Đã khôi phục chữ đang nhập dở lần trước. Enter để giữ.
ui-state-not-here = Mục này không nhận “{ $state }”.
ui-ask-state = Thay cho câu trả lời (chọn bằng số)
ui-ask-number = Đến số
ui-no-number = Không có mục số { $number }.
ui-no-problem = Không có lỗi.
ui-nothing-to-undo = Không có gì để hoàn tác.
ui-nothing-to-redo = Không có gì để làm lại.
ui-date-first = Hãy nhập ngày trước.
ui-date-no-less = Không thể bỏ trống thêm.
ui-table-empty = Chưa có dòng. Nhấn a để thêm.
ui-table-row = dòng { $row }
ui-table-full = Đã hết { $rows } dòng trên mẫu. Viết phần còn lại ra tờ riêng và đính kèm.
ui-mark-answered = đã trả lời
ui-mark-problem = có lỗi
ui-mark-not-yet = chưa
ui-mark-later = hỏi sau
ui-mark-na = không áp dụng
ui-mark-chip = từ thẻ

# Documents
ui-documents-title = Giấy tờ
ui-documents-total = { $files }/{ $most } tệp, { $size } trên { $room }
ui-document-needed = chưa đính kèm (bắt buộc)
ui-document-maybe = nếu thuộc diện
ui-kind-photo = Ảnh
ui-kind-other = Giấy tờ khác
ui-attach-path = Đường dẫn tệp (Tab để hoàn tất)
ui-attach-kind = { $name } là gì?

# Review
ui-review-title = Kiểm tra câu trả lời
ui-declarations = Lời khai nhận (đọc bằng { $language })
ui-declare-intent = Tôi đã xác nhận người nộp đơn có ý định nộp hồ sơ này.
ui-declare-facts = Tôi đã xác nhận các nội dung đã khai với người nộp đơn và đại diện cơ quan tiếp nhận.
ui-declared-by = Người xác nhận: { $staff }
ui-send-problems = Để gửi, hãy sửa trước: { $problems } lỗi.
ui-send-declare = Để gửi, hãy đọc và xác nhận lời khai 1 và 2.
ui-send-ready = Gửi
ui-send-practice = Gửi tới máy chủ luyện tập (không nộp thật)

# Sending
ui-outbox-title = Đang gửi
ui-outbox-empty = Không có gì chờ gửi.
ui-outbox-leave = Có thể rời màn hình này; việc gửi vẫn tiếp tục.
ui-connecting = đang kết nối…
ui-sending = đang gửi…
ui-rate = { $rate } mỗi giây, còn khoảng { $time }
ui-seconds = { $seconds } giây
ui-minutes = { $minutes } phút
ui-sent-of = { $sent } / { $size }
ui-waiting-because = đang chờ: { $why } (đã thử { $attempts } lần; mọi thứ được giữ)
ui-refused = Máy chủ không nhận. Cần sửa: { $count }. Mọi câu trả lời được giữ.

# Receipt, filed case
ui-receipt-title = Biên nhận
ui-receipt-received = Máy chủ đã nhận.
ui-receipt-number = Số
ui-receipt-time = Thời điểm nhận
ui-receipt-office = Cơ quan xử lý
ui-receipt-phone = Điện thoại
ui-receipt-hash = Nội dung (SHA-256)
ui-receipt-file = Tệp
ui-receipt-next = Tiếp theo hồ sơ được xét. Yêu cầu bổ sung và kết quả sẽ gửi qua e-mail và hiện ở đây.
ui-receipt-next-practice = Nếu là thật, hồ sơ sẽ được xét duyệt. Phần luyện tập kết thúc ở đây.
ui-print-to = In ra tệp
ui-printed = Đã in ra { $path }.
ui-filed-way = Tiến trình
ui-filed-number = Số (ghi lên giấy tờ gửi bưu điện)
ui-filed-files = Tệp
ui-filed-answers = Nội dung đã nộp, đúng như khi nộp

# Card
ui-card-looking = Đang tìm thẻ…
ui-card-reading = Đang đọc thẻ. Hãy để yên thẻ.
ui-card-there = F3: họ tên, địa chỉ, ngày sinh, giới tính
ui-card-there-nothing = chưa đọc được dữ liệu
ui-card-offers-nothing = Chưa đọc được dữ liệu nào từ thẻ này.
ui-card-tries = Số lần thử còn lại: { $left }
ui-card-pin = Mã PIN cho dữ liệu in trên thẻ (4 số)
ui-card-last = Chỉ còn 1 lần thử. Nếu sai, mã PIN sẽ bị khóa cho đến khi thành phố mở lại. Để tiếp tục, hãy gõ từ last.
ui-card-facts = Nội dung thẻ và câu trả lời hiện có (Enter để nhận, x để từ chối)
ui-card-no-facts = Thẻ không có dữ liệu cho mẫu này.
ui-card-no-case = Đã đọc { $count } mục từ thẻ. Hãy mở hồ sơ để đưa vào.
ui-card-stands-empty = (trống)
ui-card-my-number = Thẻ My Number
ui-card-residence-1 = Thẻ lưu trú (thế hệ 1)
ui-card-residence-2 = Thẻ lưu trú (thế hệ 2)
ui-card-residence-special = Thẻ lưu trú đặc định
ui-card-special-permanent = Giấy chứng nhận vĩnh trú đặc biệt
ui-card-other = Thẻ khác
ui-card-none = Không có thẻ

# Line mode
ui-linear-stands = hiện có: { $text }
ui-linear-no-word = Ở đây không có :{ $word }.

# Keys
ui-key-help = các phím
ui-key-card = thẻ
ui-key-shield = che màn hình
ui-key-lock = khóa
ui-key-quit = thoát
ui-key-close = đóng
ui-key-up = lên
ui-key-down = xuống
ui-key-page-up = trang trước
ui-key-page-down = trang sau
ui-key-end = đến cuối
ui-key-practice = chế độ luyện tập
ui-key-leave-practice = rời luyện tập
ui-key-unlock = mở
ui-key-language = ngôn ngữ
ui-key-written-down = đã chép
ui-key-new = mới
ui-key-open = mở
ui-key-outbox = gửi
ui-key-search = tìm
ui-key-delete = xóa
ui-key-next = tiếp
ui-key-back = lùi
ui-key-desk = về bàn
ui-key-number = số
ui-key-problem = lỗi tiếp
ui-key-states = không đáp
ui-key-client-language = ngôn ngữ
ui-key-documents = giấy tờ
ui-key-review = kiểm tra
ui-key-outline = mục lục
ui-key-sheet-down = tờ sau
ui-key-sheet-up = tờ trước
ui-key-unknown = không rõ
ui-key-none = không có
ui-key-na = không áp dụng
ui-key-declined = từ chối trả lời
ui-key-later = hỏi sau
ui-key-undo = hoàn tác
ui-key-redo = làm lại
ui-key-date-unknown = không rõ ngày tháng
ui-key-new-line = xuống dòng
ui-key-add-row = thêm dòng
ui-key-edit-row = sửa dòng
ui-key-remove-row = xóa dòng
ui-key-next-cell = ô tiếp
ui-key-end-row = hết dòng
ui-key-go = chọn
ui-key-attach = đính kèm
ui-key-detach = gỡ
ui-key-form = về mẫu
ui-key-complete = hoàn tất
ui-key-choose = chọn
ui-key-declare = xác nhận
ui-key-send = gửi
ui-key-send-now = gửi ngay
ui-key-receipt = biên nhận
ui-key-print = in
ui-key-filed = nội dung đã nộp
ui-key-accept = nhận
ui-key-refuse = từ chối
ui-key-accept-empty = nhận vào ô trống
ui-key-card-read = đọc
ui-key-card-leave = bỏ qua
ui-key-card-enter = nhập

# Mẫu đơn: phân loại của một tư cách lưu trú
ui-new-division = Dùng mẫu nào? Tư cách này có nhiều mẫu
# Ai ký, ở màn hình kiểm tra.
ui-sign-title = Ký tên
ui-sign-card = Thẻ My Number của người nộp đơn
ui-sign-off = không ký bằng thẻ
ui-sign-on = ký, bằng mã PIN để ký
ui-sign-pin = Mã PIN để ký (6 đến 16 chữ và số)
# Thẻ cư trú trên màn hình: dải thẻ, bảng, những mục không có trong mẫu đơn.
ui-card-lay = Hãy đặt thẻ lên đầu đọc.
ui-card-late = Chưa thấy thẻ nào. Đầu đọc phải đọc được thẻ Type B (thẻ My Number và thẻ cư trú thuộc loại này). Lấy thẻ ra khỏi bao, đặt nằm phẳng một mình ở giữa đầu đọc và để yên.
ui-card-number = Số thẻ: 12 ký tự ở góc trên bên phải mặt trước (nhập sai không khóa thẻ)
ui-card-there-residence = F3: đọc toàn bộ nội dung chip bằng số thẻ
ui-card-stands-earlier = { $stands } (hồ sơ trước)
ui-card-not-checked = (ý nghĩa chưa kiểm chứng)
ui-card-photo-coming = Đang chuẩn bị ảnh…
ui-card-photo-not-here = Chế độ từng dòng không hiển thị ảnh.
ui-card-detail-residence-card-number = Số thẻ
ui-card-detail-address = Địa chỉ
ui-card-detail-address-date = Ngày khai báo địa chỉ
ui-card-detail-municipality = Mã thành phố, quận, huyện
ui-card-detail-permission-general = Giấy phép làm thêm, chung
ui-card-detail-permission-general-expiry = Hạn của giấy phép chung
ui-card-detail-permission-individual = Giấy phép làm thêm, riêng
ui-card-detail-permission-type = Loại cấp phép (mã)
ui-card-detail-permission-date = Ngày cấp phép
ui-card-detail-pending = Đơn đang chờ xét
ui-card-detail-birth-date = Ngày sinh
ui-card-detail-sex = Giới tính
ui-card-detail-nationality = Quốc tịch/vùng lãnh thổ (mã)
ui-card-detail-status-code = Tư cách lưu trú (mã)
ui-card-detail-current-period = Thời hạn lưu trú
ui-card-detail-current-expiry = Ngày hết hạn lưu trú
ui-card-detail-card-until = Thẻ có giá trị đến
ui-card-detail-work-limit = Hạn chế lao động
ui-card-detail-note = Ghi chú
ui-key-card-details = xem tất cả
ui-key-card-photo = ảnh
ui-card-detail-family-name = Họ
ui-card-detail-given-name = Tên
ui-card-detail-certificate-until = Chứng thư xác thực có giá trị đến
ui-card-authority-auth = Tổ chức cấp: đến
ui-card-authority-sign = Tổ chức cấp chứng thư ký: đến
ui-card-tries-of = Số lần thử còn lại
ui-card-tries-each = mặt thẻ { $text }, đăng nhập { $auth }, chữ ký { $sign }

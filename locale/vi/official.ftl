# Ghi theo mẫu nộp đơn hàng loạt của Cục Quản lý Xuất nhập cảnh.

problem-official-missing = Mẫu nộp hàng loạt bắt buộc mục “{ $column }” ({ $cell }).
fix-official-missing = Hãy điền mục này; nếu không có thì ghi theo hướng dẫn của trang, ví dụ なし.
problem-official-parent = Phải có “{ $column }” ({ $cell }) thì mới điền được “{ $child }”.
fix-official-parent = Hãy điền mục này.
problem-official-characters = “{ $column }” ({ $cell }) có ký tự mẫu không nhận. Mẫu nhận { $class ->
    [digits] chữ số
    [letters] chữ cái Latinh
    [alnum] chữ cái Latinh và chữ số
    [ascii] chữ cái Latinh, chữ số và dấu nửa ô
    [capitals] chữ in hoa và dấu cách
    [digits-signs] chữ số và dấu nửa ô
    [kanji-digits] chữ Hán và chữ số toàn ô
    [full] ký tự toàn ô
    [full-digits] ký tự toàn ô và chữ số
   *[other] ký tự toàn ô, chữ cái Latinh, chữ số và kana nửa ô
 }.
fix-official-characters = Hãy viết lại bằng các ký tự đó; các dấu như ①, ㈱, 﨑 không dùng được.
problem-official-length = “{ $column }” ({ $cell }) phải có đúng { $length } ký tự.
fix-official-length = Hãy đếm lại và viết lại.
problem-official-too-long = “{ $column }” ({ $cell }) nhận tối đa { $max } ký tự; hiện có { $length }.
fix-official-too-long = Hãy viết ngắn hơn.
problem-official-list = Trong mẫu, “{ $column }” ({ $cell }) không có lựa chọn nào ứng với câu trả lời này.
fix-official-list = Hãy chọn một mục chọn được trong đơn này.
problem-official-rows = Mẫu chỉ có { $max } dòng cho bảng này.
fix-official-rows = Hãy bỏ các dòng thừa và đính kèm chúng trên tờ riêng.

cli-one-case = Mỗi lần chỉ xuất được một hồ sơ ra XML.
cli-official-file = { $name } ({ $code }, { $people } người)
cli-official-not-tried = Kiểm tra của mẫu nộp hàng loạt không thấy vấn đề gì. Ở đây chưa thử xem trang nộp đơn trực tuyến có nhận tệp hay không.
cli-official-refused = Mẫu không nhận { $count } điểm; chưa ghi tệp nào.
cli-official-warning = Với hồ sơ { $id }, mẫu hỏi lại điểm sau; việc này không ngăn ghi tệp.
cli-official-closed = Đã đóng. Số đơn { $number }

error-official-not-taken = Hồ sơ { $id }: nộp hàng loạt không nhận “{ $procedure }” cho “{ $status }”. Chưa ghi tệp nào.
hint-official-not-taken = Hãy bỏ hồ sơ này ra, hoặc nộp trên màn hình của trang.
error-official-which-activity = Hồ sơ { $id }: chưa rõ là hoạt động nào của “{ $status }” nên không có mã đơn. Chưa ghi tệp nào.
hint-official-which-activity = Hãy điền mục hoạt động chính (với hoạt động chỉ định: số của thông báo; với nhân lực chuyên môn cao số 2: cả hoạt động của số 2).
error-official-exists = { $name } đang chứa một lần xuất khác và không bị ghi đè.
hint-official-exists = Hãy chuyển hoặc xóa tệp sau khi trang đã nhận, hoặc chọn thư mục khác.
error-official-number = Đây không thể là số đơn; không có gì thay đổi.
hint-official-number = Hãy gõ số mà trang hiển thị: chữ cái, chữ số và dấu gạch nối, tối đa 40 ký tự.

ui-official-title = Xuất cho trang chính thức
ui-official-none = Không có hồ sơ nào để xuất.
ui-official-why = Phím cách để đánh dấu, Enter để xuất (nếu không đánh dấu thì chỉ dòng hiện tại). Ở đây chưa thử xem trang có nhận tệp hay không.
ui-official-folder = Thư mục để ghi:
ui-official-number = Số mà trang đã cấp cho đơn này (đóng hồ sơ):
ui-official-closed = Đã đóng. Số đơn { $number }
ui-key-official = trang chính thức
ui-key-export = xuất
ui-key-official-number = số của trang
ui-key-close-case = đóng hồ sơ

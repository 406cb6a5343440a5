# Bản in
print-receipt-title = Giấy tiếp nhận đơn
print-receipt-practice = Bản luyện tập: không có đơn nào được nộp cho Cục Quản lý xuất nhập cảnh và lưu trú.
print-receipt-number = Số tiếp nhận
print-receipt-time = Thời điểm tiếp nhận (giờ Nhật Bản)
print-receipt-applicant = Người nộp đơn
print-receipt-procedure = Thủ tục
print-receipt-status = Tư cách lưu trú
print-receipt-office = Cơ quan phụ trách
print-receipt-unchecked = Số điện thoại và thông tin chưa được kiểm tra; hãy xem thông báo chính thức.
print-receipt-form = SHA-256 của đơn
print-receipt-files = Các tệp đã nhận (SHA-256)
print-receipt-no-files = Không có
print-receipt-signed = Chữ ký điện tử
print-receipt-unsigned = Chưa xác minh được người ký
print-receipt-verify = Để kiểm tra chữ ký, chạy “madoguchi verify FILE” với tệp giấy tiếp nhận.

# 在留資格取得許可申請: what it words otherwise than items.ftl.
reason = Lý do lưu trú
together = Hồ sơ nộp cùng lúc
    .help = Nếu không có, chọn “không có”. Các mục chung chỉ hỏi một lần. Chưa kiểm tra được giấy chứng nhận tư cách làm việc có nộp cùng đơn lấy tư cách được không.

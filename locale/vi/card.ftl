# Tên các loại thẻ và những gì đọc được từ thẻ. `card-<loại>`, loại như trong `card list --json`.
card-my-number = Thẻ My Number
card-residence-1 = Thẻ lưu trú (thế hệ thứ nhất)
card-residence-2 = Thẻ lưu trú (thế hệ thứ hai)
card-residence-special = Thẻ lưu trú đặc định (thẻ lưu trú và thẻ My Number trong một thẻ)
card-special-permanent = Giấy chứng nhận người vĩnh trú đặc biệt
card-other = Thẻ khác
card-none = Không có thẻ
card-offers-my-number = Đọc được họ tên, ngày sinh, giới tính và địa chỉ bằng mã PIN 4 chữ số.
card-offers-residence-1 = Ở đây chỉ đọc loại thẻ.
card-offers-residence-2 = Ở đây chỉ đọc loại thẻ.
card-offers-residence-special = Đọc được họ tên, ngày sinh, giới tính và địa chỉ bằng mã PIN 4 chữ số.
card-offers-special-permanent = Ở đây chỉ đọc loại thẻ.
card-offers-other = Thẻ này không có gì dùng được cho mẫu đơn. Với thẻ My Number, hãy dùng đầu đọc thẻ loại Type B.
card-offers-none = Đặt thẻ nằm phẳng trên đầu đọc và để yên.
card-tries = { $left ->
    [0] Mã PIN này đã bị khóa
   *[other] Còn { $left } lần thử
 }
card-reader-practice = Thẻ luyện tập, bên trong chương trình này
card-split-guess = Thẻ chỉ có một ô cho họ tên; chỗ tách họ và tên là phỏng đoán.

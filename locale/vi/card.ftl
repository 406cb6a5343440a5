# Tên các loại thẻ và những gì đọc được từ thẻ. `card-<loại>`, loại như trong `card list --json`.
card-my-number = Thẻ My Number
card-residence-1 = Thẻ lưu trú (thế hệ thứ nhất)
card-residence-2 = Thẻ lưu trú (thế hệ thứ hai)
card-residence-special = Thẻ lưu trú đặc định (thẻ lưu trú và thẻ My Number trong một thẻ)
card-special-permanent = Giấy chứng nhận người vĩnh trú đặc biệt
card-other = Thẻ khác
card-none = Không có thẻ
card-offers-my-number = Đọc được họ tên, ngày sinh, giới tính và địa chỉ bằng mã PIN 4 chữ số.
card-offers-residence-1 = Cho biết nội dung trong chip, khi có số thẻ.
card-offers-residence-2 = Cho biết nội dung trong chip, khi có số thẻ.
card-offers-residence-special = Đọc được họ tên, ngày sinh, giới tính và địa chỉ bằng mã PIN 4 chữ số.
card-offers-special-permanent = Cho biết nội dung trong chip, khi có số thẻ.
card-offers-other = Thẻ này không có gì dùng được cho mẫu đơn. Với thẻ My Number, hãy dùng đầu đọc thẻ loại Type B.
card-offers-none = Đặt thẻ nằm phẳng trên đầu đọc và để yên.
card-tries = { $left ->
    [0] Mã PIN này đã bị khóa
   *[other] Còn { $left } lần thử
 }
card-reader-practice = Thẻ luyện tập, bên trong chương trình này
card-split-guess = Thẻ chỉ có một ô cho họ tên; chỗ tách họ và tên là phỏng đoán.

# Thẻ cư trú có thật không: `card-genuine-<verdict>`, lý do: `card-why-<reason>`.
card-genuine-yes = Thẻ thật: mã kiểm tra khớp với nội dung trên thẻ và được xác nhận bằng chứng thư đã ghim.
card-genuine-no = KHÔNG phải thẻ thật.
card-genuine-unknown = Không thể xác định thẻ có thật hay không.
card-why-no-check-code = Trên thẻ không có mã kiểm tra.
card-why-certificate = Không đọc được chứng thư trên thẻ.
card-why-check-code = Mã kiểm tra không khớp với nội dung trên thẻ: nội dung đã bị thay đổi.
card-why-issuer = Mã kiểm tra khớp, nhưng trong thư mục `trust` không có chứng thư nào đã cấp chứng thư của thẻ. Hãy đặt chứng thư của Cục Quản lý xuất nhập cảnh và lưu trú vào đó.
card-why-practice = Đây là thẻ thực hành.
card-why-not-opened = Dữ liệu cư trú chưa được đọc: chưa thấy tài liệu công bố nào nói cách trao khóa phiên cho thẻ cư trú đặc định (特定在留カード). Chương trình không thử cách nào thay thế. Thẻ được đọc như thẻ My Number với mã PIN 4 chữ số; phần còn lại hãy nhập theo thẻ.

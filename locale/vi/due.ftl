# Việc của khách và thời hạn: law-<mã thời hạn>. $also là none khi không có cách tính khác.
law-due-stay-online = Nộp trực tuyến đơn gia hạn hoặc chuyển đổi được đến { $day }, ngày trước ngày hết hạn lưu trú.
law-due-stay-counter = Thời hạn lưu trú hết vào { $since }: nộp tại quầy chậm nhất ngày { $day }. { $also ->
    [none] Ở lại mà không nộp đơn là lưu trú quá hạn.
   *[other] Ngày cuối cơ quan không làm việc; nộp ngày { $also } vẫn được coi là đúng hạn, nhưng thời hạn lưu trú không kéo dài thêm.
}
law-due-special = Chỉ khi đã nộp đúng hạn mà chưa có quyết định: tư cách cũ được tiếp tục đến khi có quyết định, chậm nhất là { $day }. { $also ->
    [none] Sau ngày đó là lưu trú quá hạn.
   *[other] Theo cách tính khác là { $also }; đừng dựa vào ngày này.
}
law-due-card = Gia hạn thẻ lưu trú tại Cục xuất nhập cảnh chậm nhất ngày { $day }.
law-due-card-special = Gia hạn giấy chứng nhận người vĩnh trú đặc biệt tại cơ quan hành chính địa phương chậm nhất ngày { $day }.
law-due-card-16 = Sắp đủ 16 tuổi: gia hạn thẻ lưu trú tại Cục xuất nhập cảnh chậm nhất ngày { $day }.
law-due-passport = Hộ chiếu hết hạn ngày { $day }: hãy gia hạn tại đại sứ quán hoặc lãnh sự quán.
law-due-certificate = Chứng thư điện tử của thẻ My Number hết hạn ngày { $day }: hãy gia hạn tại cơ quan hành chính địa phương, nếu không sẽ không đăng nhập được.
law-due-user-id = ID người dùng của hệ thống trực tuyến hết hạn ngày { $day }: hãy gia hạn.
law-due-organisation = Khai báo về cơ quan trực thuộc (sự việc ngày { $since }) chậm nhất ngày { $day }.
law-due-school = Khai báo về trường học (sự việc ngày { $since }) chậm nhất ngày { $day }.
law-due-spouse = Khai báo hôn nhân đã chấm dứt ({ $since }) chậm nhất ngày { $day }.
law-due-address = Khai báo nơi ở (từ { $since }) tại cơ quan hành chính địa phương chậm nhất ngày { $day }, mang theo thẻ lưu trú.
law-due-card-items = Khai báo thay đổi ngày { $since } tại Cục xuất nhập cảnh chậm nhất ngày { $day }; thẻ mới sẽ được cấp.
law-due-card-lost = Xin cấp lại thẻ lưu trú tại Cục xuất nhập cảnh chậm nhất ngày { $day } (biết mất thẻ ngày { $since }).
law-due-birth-notice = Khai sinh (sinh ngày { $since }) tại cơ quan hành chính địa phương chậm nhất ngày { $day }.
law-due-acquisition = Nộp đơn xin phép lấy tư cách lưu trú chậm nhất ngày { $day } (sự việc ngày { $since }). Theo cách tính khác là { $also }; đừng dựa vào ngày này.
law-due-sixty = Không có tư cách lưu trú thì chỉ được ở đến { $day } (sự việc ngày { $since }). Theo cách tính khác là { $also }; đừng dựa vào ngày này.
law-due-activity = Đã ngừng hoạt động theo tư cách từ { $since }: sau { $day } tư cách lưu trú có thể bị thu hồi. Hãy hoạt động trở lại hoặc xin chuyển đổi tư cách.
law-due-marriage = Hôn nhân chấm dứt ngày { $since }: sau { $day } tư cách lưu trú có thể bị thu hồi. Hãy xin chuyển đổi tư cách.
law-due-landing = Giấy chứng nhận tư cách lưu trú cấp ngày { $since } có giá trị 3 tháng: hãy nhập cảnh Nhật Bản chậm nhất ngày { $day }. Theo cách tính khác là { $also }; đừng dựa vào ngày này.

# Cách thực hiện: law-route-<từ>
law-route-online = trực tuyến
law-route-counter = tại quầy của Cục xuất nhập cảnh
law-route-municipality = tại cơ quan hành chính địa phương
law-route-paper = trên mẫu giấy
law-route-notice = khai báo: điện tử, bưu điện hoặc tại quầy
law-route-embassy = tại đại sứ quán hoặc lãnh sự quán
law-route-decision = chờ quyết định
law-route-entry = nhập cảnh Nhật Bản
law-route-leave = rời Nhật Bản

# Lý do của kết luận: law-<mã lý do>
law-opens = Tiếp nhận từ khoảng { $date } (khoảng 3 tháng trước ngày hết hạn lưu trú { $expires }).
law-opens-short = Với thời hạn lưu trú dưới 6 tháng, ngày bắt đầu tiếp nhận không được công bố.
law-not-yet = Còn quá sớm: tiếp nhận từ khoảng { $date }. Luật không quy định ngày bắt đầu, nên vẫn có thể tiếp tục nếu có lý do như nằm viện hoặc đi công tác dài ngày.
law-online-last = Nộp trực tuyến được đến { $date }, là ngày trước ngày hết hạn lưu trú.
law-counter-last = Nộp tại quầy được đến { $date }, là ngày hết hạn lưu trú.
law-counter-only = Từ ngày hết hạn lưu trú ({ $expires }) không nộp trực tuyến được nữa. Chỉ nộp tại quầy, đến { $date }.
law-too-late = Thời hạn lưu trú đã hết vào { $expires }; có thể là lưu trú quá hạn. Hãy đến ngay Cục Quản lý xuất nhập cảnh và lưu trú khu vực.
law-closing-day = Ngày { $date } cơ quan không làm việc. Hãy dự định nộp trước hoặc trong ngày { $plan }. Nộp vào ngày làm việc tiếp theo, { $next }, vẫn được coi là đúng hạn, nhưng thời hạn lưu trú không kéo dài thêm.
law-closing-open = Chưa có danh sách ngày lễ của năm đó, nên không biết ngày { $date } cơ quan có làm việc hay không.
law-special = Nếu nộp đúng hạn mà chưa có quyết định khi hết hạn, tư cách lưu trú hiện tại được tiếp tục đến khi có quyết định hoặc đến { $date }, tùy ngày nào đến trước.
law-special-short = Thời hạn lưu trú từ 30 ngày trở xuống không có thời gian đặc lệ sau khi hết hạn.
law-scope-yes = { $who ->
    [organisation] Người có cơ quan trực thuộc tại Nhật Bản có thể nộp trực tuyến.
   *[all] Mọi người đều có thể nộp trực tuyến.
}
law-scope-no = Đơn này không nộp trực tuyến được. Hãy nộp tại quầy của Cục Quản lý xuất nhập cảnh và lưu trú khu vực.
law-who-yes = { $by ->
    [self] Người nộp đơn tự nộp được, bằng thẻ My Number.
    [legal-representative] Người đại diện theo pháp luật nộp được.
    [relative] Người thân nộp được cho người dưới 16 tuổi.
    [agent] Luật sư hoặc chuyên viên thủ tục hành chính (gyoseishoshi) nộp được.
   *[organisation] Nhân viên của cơ quan trực thuộc nộp được.
}
law-who-if = Người thân chỉ nộp trực tuyến được khi người nộp đơn dưới 16 tuổi, hoặc không thể tự nộp vì bệnh tật hay lý do khác. Nếu đúng như vậy thì được; nếu không thì không.
law-who-no = Người này không nộp trực tuyến được.
law-who-too-young = Người dưới 15 tuổi không tự nộp được; người đại diện theo pháp luật nộp.
law-who-short-stay = Với thời hạn lưu trú từ 3 tháng trở xuống, bản thân không nộp trực tuyến được; hãy nộp tại quầy.
law-fee = Lệ phí nộp khi được cho phép: trực tuyến { $online } yên, tại quầy { $counter } yên.
law-fee-counter = Lệ phí nộp khi được cho phép: tại quầy { $counter } yên.
law-fee-open = Không biết lệ phí của ngày này: dự kiến có thay đổi nhưng chưa rõ số tiền.
law-office = Đơn từ { $prefecture } do { $en } tiếp nhận.
law-no-office = Không biết cơ quan nào tiếp nhận đơn từ { $prefecture }.
law-no-procedure = Không có thủ tục nào tên là “{ $procedure }”.
law-no-status = Không có tư cách lưu trú nào tên là “{ $status }”.
law-no-rows = Phiên bản này chưa có quy định cho thủ tục này và { $status-en }. Hãy hỏi Cục Quản lý xuất nhập cảnh và lưu trú khu vực.
law-no-filer = Phiên bản này chưa có quy định về việc người này có được nộp hay không.
law-no-expiry = Khi nhập ngày hết hạn lưu trú, sẽ biết được thời gian có thể nộp.
law-no-window = Không có quy định nào về thời gian nộp áp dụng cho ngày này.
law-no-fee = Không có quy định nào về lệ phí áp dụng cho ngày này.
law-category-open = Loại (1 đến 4) của cơ quan trực thuộc quyết định các giấy tờ cần thiết.

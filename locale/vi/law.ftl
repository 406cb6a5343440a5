# Lý do của kết luận: law-<mã lý do>
law-opens = Tiếp nhận từ khoảng { $date } (khoảng 3 tháng trước ngày hết hạn lưu trú { $expires }).
law-opens-short = Với thời hạn lưu trú dưới 6 tháng, ngày bắt đầu tiếp nhận không được công bố.
law-not-yet = Còn quá sớm: tiếp nhận từ khoảng { $date }. Luật không quy định ngày bắt đầu, nên vẫn có thể tiếp tục nếu có lý do như nằm viện hoặc đi công tác dài ngày.
law-online-last = Nộp trực tuyến được đến { $date }, là ngày trước ngày hết hạn lưu trú.
law-counter-last = Nộp tại quầy được đến { $date }, là ngày hết hạn lưu trú.
law-counter-only = Từ ngày hết hạn lưu trú ({ $expires }) không nộp trực tuyến được nữa. Chỉ nộp tại quầy, đến { $date }.
law-too-late = Thời hạn lưu trú đã hết vào { $expires }: nếu không nộp đơn đúng hạn thì ở lại là lưu trú quá hạn.
law-closing-day = Ngày { $date } cơ quan không làm việc. Hãy dự định nộp trước hoặc trong ngày { $plan }. Nộp vào ngày làm việc tiếp theo, { $next }, vẫn được coi là đúng hạn, nhưng thời hạn lưu trú không kéo dài thêm.
law-closing-open = Chưa có danh sách ngày lễ của năm đó, nên không biết ngày { $date } cơ quan có làm việc hay không.
law-special = Nếu nộp đúng hạn mà chưa có quyết định khi hết hạn, tư cách lưu trú hiện tại được tiếp tục đến khi có quyết định hoặc đến { $date }, tùy ngày nào đến trước.
law-special-short = Thời hạn lưu trú từ 30 ngày trở xuống không có thời gian đặc lệ sau khi hết hạn.
law-scope-yes = { $who ->
    [organisation] Người có cơ quan trực thuộc tại Nhật Bản có thể nộp trực tuyến.
    [supporter] Nộp trực tuyến được khi tư cách lưu trú của người bảo lãnh thuộc diện nộp trực tuyến.
    [activity] Nộp trực tuyến được khi tư cách tương ứng với hoạt động thuộc diện nộp trực tuyến.
    [supervising] Chỉ tổ chức giám sát mới nộp trực tuyến được.
   *[all] Mọi người đều có thể nộp trực tuyến.
}
law-scope-no = Đơn này không thuộc diện nộp trực tuyến.
law-who-yes = { $by ->
    [self] Người nộp đơn tự nộp được, bằng thẻ My Number.
    [legal-representative] Người đại diện theo pháp luật nộp được.
    [relative] Người thân này nộp được.
    [agent] Luật sư hoặc chuyên viên thủ tục hành chính (gyoseishoshi) nộp được.
   *[organisation] Nhân viên của cơ quan trực thuộc nộp được.
}
law-who-if = Người thân chỉ nộp trực tuyến được khi người nộp đơn dưới 16 tuổi, hoặc không thể tự nộp vì bệnh tật hay lý do khác. Nếu đúng như vậy thì được; nếu không thì không.
law-who-no = Người này không nộp trực tuyến được.
law-who-too-young = Người dưới 15 tuổi không tự nộp được; người đại diện theo pháp luật nộp.
law-who-short-stay = Với thời hạn lưu trú từ 3 tháng trở xuống, bản thân không đăng nhập bằng thẻ được nên không nộp trực tuyến được.
law-fee = { $kind ->
    [single] Lệ phí một lần tái nhập cảnh: trực tuyến { $online } yên, tại quầy { $counter } yên, nộp khi được cho phép.
    [multiple] Lệ phí nhiều lần tái nhập cảnh: trực tuyến { $online } yên, tại quầy { $counter } yên, nộp khi được cho phép.
   *[one] Lệ phí nộp khi được cho phép: trực tuyến { $online } yên, tại quầy { $counter } yên.
}
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
law-fee-none = Không mất lệ phí.
law-any = Đơn chuyển đổi nộp được bất cứ ngày nào khi còn thời hạn lưu trú; hãy nộp ngay khi hoạt động thay đổi.
law-special-none = Chỉ nộp đơn vĩnh trú thì không có thời gian đặc lệ: tư cách hiện tại chấm dứt khi hết thời hạn lưu trú.
law-scope-counter = Đơn này không nhận trực tuyến mà nộp tại quầy.
law-scope-none = Không có thủ tục { $procedure ->
    [coe] cấp giấy chứng nhận tư cách lưu trú
    [extension] gia hạn lưu trú
    [acquisition] lấy tư cách lưu trú
   *[other] này
} cho { $status-en }.
law-no-organisation = Không có cơ quan trực thuộc tại Nhật Bản thì không nộp trực tuyến được.
law-readings = Tài liệu có thể hiểu theo hai cách. Cách thứ nhất: { $yes-en }. Cách thứ hai: { $no-en }.
law-open = Tài liệu không nói rõ điều này.
law-not-alone = Không nộp trực tuyến riêng đơn này ({ $en }) được, chỉ nộp cùng đơn chuyển đổi, gia hạn hoặc lấy tư cách.
law-together-not = Không nộp trực tuyến đơn này ({ $en }) cùng lúc được:
law-together-fee = { $kind ->
    [single] Nộp cùng lúc, giấy phép tái nhập quốc một lần: lệ phí trực tuyến { $online } yên, tại quầy { $counter } yên, nộp khi được cho phép.
    [multiple] Nộp cùng lúc, giấy phép tái nhập quốc nhiều lần: lệ phí trực tuyến { $online } yên, tại quầy { $counter } yên, nộp khi được cho phép.
   *[one] Nộp cùng lúc, đơn { $en }: lệ phí trực tuyến { $online } yên, tại quầy { $counter } yên, nộp khi được cấp.
}
law-from-visitor = Không nộp trực tuyến đơn chuyển đổi từ “Lưu trú ngắn hạn” được; tại quầy cũng chỉ nhận khi có hoàn cảnh đặc biệt bất khả kháng.
law-from-excluded = Người đang có tư cách này ({ $held-en }) không thuộc diện nộp trực tuyến.
law-activity-open = Có nộp trực tuyến được hay không tùy vào số của hoạt động đặc định.
law-no-activity = Không có hoạt động đặc định số { $no }.
law-activity-ended = Hoạt động đặc định số { $no } ({ $en }) không còn trong thông báo.
law-activity-no = Hoạt động đặc định số { $no } ({ $en }) không nộp trực tuyến được.
law-activity-not-this = Với hoạt động đặc định số { $no } ({ $en }), thủ tục này không nộp trực tuyến được.
law-activity-differs = Với hoạt động đặc định số { $no } ({ $en }), các tài liệu khác nhau: một danh sách có thủ tục này, danh sách kia loại trừ.
law-activity-unknown = Hoạt động đặc định số { $no } ({ $en }): mới đọc được một phần danh sách của cơ quan. Nếu có trong danh sách thì nộp trực tuyến được, nếu không thì chỉ nộp tại quầy.
law-activity-organisation = Hoạt động đặc định số { $no } ({ $en }): người có cơ quan trực thuộc tại Nhật Bản nộp trực tuyến được.
law-activity-all = Hoạt động đặc định số { $no } ({ $en }): mọi người đều nộp trực tuyến được.
law-who-supervising = Với tư cách này, chỉ tổ chức giám sát nộp trực tuyến được.
law-who-not-holding = Người có tư cách này không phải người lưu trú trung và dài hạn nên không đăng nhập bằng thẻ được.
law-certificate-ended = Chứng thư của thẻ My Number đã hết hạn nên không đăng nhập được.
law-no-event = Khi nhập ngày sinh hoặc ngày mất quốc tịch Nhật Bản, sẽ biết được thời gian có thể nộp.
law-event-last = Nộp trực tuyến trong 30 ngày kể từ { $since }: đến { $date }.
law-event-ahead = Ngày { $since } chưa đến.
law-event-open = Hôm nay là ngày thứ 30 theo cách tính này và quá một ngày theo cách tính kia: ngày cuối là { $date } nếu tính cả ngày đầu, là { $also } nếu không tính.
law-event-late = Đã quá 30 ngày kể từ { $since } ({ $also }).
law-event-stay = Không có tư cách lưu trú thì được ở đến { $stay } (60 ngày).
law-event-over = 60 ngày kể từ { $since } đã hết vào { $stay }: ở lại là lưu trú quá hạn.
law-valid-any = Nộp được bất cứ ngày nào khi còn thời hạn lưu trú.
law-valid-until = Nộp được bất cứ ngày nào khi còn thời hạn lưu trú, đến { $date }.
law-landing = Giấy chứng nhận có giá trị { $months } tháng kể từ khi cấp: hãy nhập cảnh Nhật Bản trong thời gian đó.
law-notice-agency = Chưa khai báo: { $en }. Phải khai báo với Cục Quản lý xuất nhập cảnh và lưu trú trong vòng 14 ngày; hãy khai báo trước khi nộp đơn, vì khi xét gia hạn hoặc chuyển đổi cũng xem đã khai báo đầy đủ hay chưa.
law-notice-municipality = Chưa khai báo: { $en }. Phải khai báo với cơ quan hành chính địa phương trong vòng 14 ngày; hãy làm việc này trước khi nộp đơn.
law-notice-bureau = Chưa khai báo: { $en }. Phải khai báo với Cục xuất nhập cảnh khu vực trong vòng 14 ngày; hãy làm việc này trước khi nộp đơn.

# Cách còn lại: law-<mã cách>
law-way-notice = Trước hết hãy khai báo: qua hệ thống khai báo điện tử, qua bưu điện hoặc tại quầy.
law-way-notice-municipality = Trước hết hãy khai báo với cơ quan hành chính địa phương.
law-way-notice-bureau = Trước hết hãy khai báo với Cục xuất nhập cảnh khu vực và đổi thẻ.
law-way-overstay = Hãy đến ngay Cục xuất nhập cảnh và trình bày sự việc; đừng chờ bị phát hiện.
law-way-counter-today = Nộp bằng giấy tại quầy của Cục xuất nhập cảnh.
law-way-counter = Nộp tại quầy của Cục xuất nhập cảnh.
law-way-paper = Nộp trên mẫu giấy, với cùng nội dung trả lời như ở đây.
law-way-alone = Nếu nộp riêng thì nộp tại quầy của Cục xuất nhập cảnh.
law-way-together = Nộp cùng đơn chuyển đổi, gia hạn hoặc lấy tư cách thì nộp trực tuyến được.
law-way-abroad = Cách thông thường: cơ quan hoặc gia đình ở Nhật Bản xin giấy chứng nhận tư cách lưu trú, rồi xin thị thực tại đại sứ quán ở nước ngoài.
law-way-unavoidable = Nếu có hoàn cảnh đặc biệt bất khả kháng, hãy hỏi tại quầy của Cục xuất nhập cảnh trước khi hết thời hạn lưu trú.
law-way-visa = Thị thực cho tư cách này xin tại đại sứ quán hoặc lãnh sự quán Nhật Bản ở nước ngoài.
law-way-card = Thời hạn lưu trú là vô thời hạn. Chỉ thẻ có hạn: hãy gia hạn thẻ tại Cục xuất nhập cảnh.
law-way-hsp1 = Tư cách này có được bằng cách chuyển đổi từ Lao động trình độ cao số 1.
law-way-permanent = Tư cách này có được bằng cách xin vĩnh trú tại Nhật Bản.
law-way-special-permanent = Thủ tục của người vĩnh trú đặc biệt làm tại cơ quan hành chính địa phương.
law-way-extension-too = Nếu hết thời hạn lưu trú trước khi có quyết định vĩnh trú, hãy nộp cả đơn gia hạn tư cách hiện tại; đơn này nộp trực tuyến được.
law-way-change = Thay vì gia hạn, hãy xin chuyển sang tư cách phù hợp với hoạt động hiện nay.
law-way-representative = Người đại diện theo pháp luật (cha mẹ, người giám hộ) nộp trực tuyến.
law-way-others = Người đại diện theo pháp luật, luật sư hoặc chuyên viên thủ tục hành chính, hoặc nhân viên của cơ quan trực thuộc nộp trực tuyến được.
law-way-supervising = Hãy nhờ tổ chức giám sát nộp.
law-way-certificate = Trước hết hãy gia hạn chứng thư, và cả thẻ nếu thẻ đã hết hạn, tại cơ quan hành chính địa phương.
law-way-activity = Hãy xem số trong giấy chỉ định kẹp ở hộ chiếu, hoặc hỏi.
law-way-reason = Có thể chuẩn bị ngay bây giờ; nếu có lý do như nằm viện hoặc đi công tác dài ngày thì nộp sớm được.
law-way-event-late = Hãy đến ngay Cục xuất nhập cảnh, mang theo giấy chứng sinh hoặc giấy tờ chứng minh ngày đó.
law-way-ask = Hãy hỏi trước khi nộp.

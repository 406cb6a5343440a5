side_contract_period = Hoạt động khác: thời hạn hợp đồng lao động
    .help = Theo năm và tháng, ví dụ 1年6月. Không xác định thời hạn thì nhập 期間の定めなし. Chưa quyết định thì chọn “không biết”.

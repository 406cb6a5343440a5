# 判定の理由: law-<理由の符号>
law-opens = 受付は { $date } ごろから（在留期間の満了日 { $expires } のおおむね3か月前）。
law-opens-short = 6か月に満たない在留期間では、受付の開始日は公表されていません。
law-not-yet = まだ早すぎます。受付は { $date } ごろから。法律に開始日の定めはないので、入院や長期出張などの理由があれば進められます。
law-online-last = オンラインで申請できるのは { $date } まで（満了日の前日）。
law-counter-last = 窓口で申請できるのは { $date } まで（満了日）。
law-counter-only = 満了日（{ $expires }）以後はオンラインで申請できません。窓口のみ、{ $date } まで。
law-too-late = 在留期間は { $expires } に満了しました。期限内に申請していない限り、このまま残れば不法残留です。
law-closing-day = { $date } は閉庁日です。{ $plan } までに申請する予定を立ててください。次の開庁日 { $next } の申請も期限内として扱われますが、在留期間は延びません。
law-closing-open = { $date } の年の祝日一覧がないため、閉庁日かどうか分かりません。
law-special = 期限内に申請し、満了日までに処分がないときは、処分の日又は { $date } の早い方まで、これまでの在留資格で在留できます。
law-special-short = 30日以下の在留期間には、満了後の特例期間がありません。
law-scope-yes = { $who ->
    [organisation] 本邦に所属する機関のある方は、オンラインで申請できます。
    [supporter] 扶養者の在留資格がオンラインの対象であれば、オンラインで申請できます。
    [activity] 活動の内容に対応する在留資格がオンラインの対象であれば、オンラインで申請できます。
    [supervising] オンラインで申請できるのは監理団体だけです。
   *[all] すべての方がオンラインで申請できます。
}
law-scope-no = この申請はオンラインの対象外です。
law-who-yes = { $by ->
    [self] 本人が、マイナンバーカードを使って申請できます。
    [legal-representative] 法定代理人が申請できます。
    [relative] この親族が申請できます。
    [agent] 弁護士・行政書士が申請できます。
   *[organisation] 所属機関の職員が申請できます。
}
law-who-if = 親族がオンラインで申請できるのは、本人が16歳未満のとき、又は病気その他の理由で本人が申請できないときに限ります。当てはまれば申請でき、当てはまらなければできません。
law-who-no = この方はオンラインで申請できません。
law-who-too-young = 15歳未満の方は本人では申請できません。法定代理人が申請します。
law-who-short-stay = 在留期間が3か月以下の方は中長期在留者でないため、本人ではオンラインで申請できません。
law-fee = { $kind ->
    [single] 手数料（1回限り）: オンライン { $online } 円、窓口 { $counter } 円。許可されたときに納めます。
    [multiple] 手数料（数次）: オンライン { $online } 円、窓口 { $counter } 円。許可されたときに納めます。
   *[one] 手数料は許可されたときに納めます。オンライン { $online } 円、窓口 { $counter } 円。
}
law-fee-counter = 手数料は許可されたときに納めます。窓口 { $counter } 円。
law-fee-open = この日の手数料は分かりません。改正が予定されていますが、金額は未確認です。
law-office = { $prefecture } の申請は { $ja } が受け付けます。
law-no-office = { $prefecture } を受け持つ官署は分かりません。
law-no-procedure = 「{ $procedure }」という手続はありません。
law-no-status = 「{ $status }」という在留資格はありません。
law-no-rows = { $status } のこの手続についての定めは、この版にはまだありません。出入国在留管理局に確かめてください。
law-no-filer = この方が申請できるかどうかの定めは、この版にはまだありません。
law-no-expiry = 在留期間の満了日を入れると、申請できる期間が分かります。
law-no-window = この日に適用される申請期間の定めがありません。
law-no-fee = この日に適用される手数料の定めがありません。
law-category-open = 所属機関のカテゴリー（1～4）が決まると、必要な書類が決まります。
law-fee-none = 手数料はかかりません。
law-any = 変更は在留期間内ならいつでも申請できます。活動が変わるときは速やかに申請してください。
law-special-none = 永住許可申請だけでは特例期間がありません。今の在留資格は在留期間の満了で終わります。
law-scope-counter = オンラインでは受け付けていません。窓口で申請します。
law-scope-none = { $status } には{ $procedure ->
    [coe] 在留資格認定証明書
    [extension] 在留期間の更新
    [acquisition] 在留資格の取得
   *[other] この申請
}の手続がありません。
law-no-organisation = 本邦に所属する機関がない方は、オンラインで申請できません。
law-readings = 資料は二通りに読めます。一方: { $yes }。他方: { $no }。
law-open = 資料からは決められません。
law-not-alone = { $ja }だけではオンラインで申請できません。変更・更新・取得と同時のときに限ります。
law-together-not = { $ja }は同時にオンラインで申請できません。
law-together-fee = { $kind ->
    [single] 同時申請の再入国許可（1回限り）の手数料: オンライン { $online } 円、窓口 { $counter } 円。許可されたときに納めます。
    [multiple] 同時申請の再入国許可（数次）の手数料: オンライン { $online } 円、窓口 { $counter } 円。許可されたときに納めます。
   *[one] 同時に申請する{ $ja }の手数料: オンライン { $online } 円、窓口 { $counter } 円。交付・許可のときに納めます。
}
law-from-visitor = 「短期滞在」からの変更はオンラインで申請できません。窓口でも、やむを得ない特別の事情があるときに限られます。
law-from-excluded = 今の在留資格（{ $held }）の方はオンラインの対象外です。
law-activity-open = オンラインの対象かどうかは、特定活動の告示の番号で決まります。
law-no-activity = 告示 { $no } 号という特定活動はありません。
law-activity-ended = 告示 { $no } 号は今の告示にありません（{ $ja }）。
law-activity-no = 特定活動 { $no }（{ $ja }）はオンラインの対象外です。
law-activity-not-this = 特定活動 { $no }（{ $ja }）では、この手続はオンラインの対象外です。
law-activity-differs = 特定活動 { $no }（{ $ja }）は資料が食い違います。一方はこの手続を対象とし、他方は除いています。
law-activity-unknown = 特定活動 { $no }（{ $ja }）: 対象の一覧は一部しか確認できていません。一覧にあればオンラインで、なければ窓口だけです。
law-activity-organisation = 特定活動 { $no }（{ $ja }）: 本邦に所属する機関のある方は、オンラインで申請できます。
law-activity-all = 特定活動 { $no }（{ $ja }）: すべての方がオンラインで申請できます。
law-who-supervising = この在留資格では、オンラインで申請できるのは監理団体だけです。
law-who-not-holding = この在留資格の方は中長期在留者でないため、カードでログインできません。
law-certificate-ended = マイナンバーカードの電子証明書の有効期間が過ぎているため、ログインできません。
law-no-event = 出生又は日本国籍を失った日を入れると、申請できる期間が分かります。
law-event-last = { $since } から30日以内、{ $date } までオンラインで申請できます。
law-event-ahead = { $since } はまだ来ていません。
law-event-open = 今日は、数え方により30日目にも1日過ぎた日にもなります。当日を数えれば { $date } が最終日、数えなければ { $also } が最終日です。
law-event-late = { $since } からの30日は過ぎました（{ $also }）。
law-event-stay = 在留資格なしで在留できるのは { $stay } まで（60日）。
law-event-over = { $since } からの60日は { $stay } に終わりました。このまま残れば不法残留です。
law-valid-any = 在留期間内ならいつでも申請できます。
law-valid-until = 在留期間内ならいつでも、{ $date } まで申請できます。
law-landing = 証明書は交付から { $months } か月有効です。その間に入国してください。
law-notice-agency = まだ届け出ていません: { $ja }。14日以内に出入国在留管理庁へ届け出ます。更新・変更では届出の義務を守っているかも見られるので、申請の前に届け出てください。
law-notice-municipality = まだ届け出ていません: { $ja }。14日以内に市区町村へ届け出ます。申請の前に済ませてください。
law-notice-bureau = まだ届け出ていません: { $ja }。14日以内に地方出入国在留管理局へ届け出ます。申請の前に済ませてください。

# 残る方法: law-<方法の符号>
law-way-notice = 先に届け出る（電子届出システム・郵送・窓口）。
law-way-notice-municipality = 先に市区町村へ届け出る。
law-way-notice-bureau = 先に地方出入国在留管理局へ届け出て、在留カードの記載を改める。
law-way-overstay = すぐに出入国在留管理局へ出頭し、事情を話してください。見つかるのを待たないでください。
law-way-counter-today = 出入国在留管理局の窓口で、書面で申請してください。
law-way-counter = 出入国在留管理局の窓口で申請してください。
law-way-paper = 紙の申請書で申請する（ここでの答えがそのまま使えます）。
law-way-alone = 単独の申請は出入国在留管理局の窓口で。
law-way-together = 変更・更新・取得と同時なら、オンラインで申請できます。
law-way-abroad = 通常は、日本の機関や家族が在留資格認定証明書を申請し、国外の大使館で査証を受けます。
law-way-unavoidable = やむを得ない特別の事情があるときは、在留期間内に出入国在留管理局の窓口で相談してください。
law-way-visa = この在留資格の査証は、国外の日本大使館・領事館に申請します。
law-way-card = 在留期間は無期限です。期限があるのは在留カードで、出入国在留管理局で更新します。
law-way-hsp1 = この在留資格へは、高度専門職1号からの変更で。
law-way-permanent = この在留資格へは、日本で永住許可を申請します。
law-way-special-permanent = 特別永住者の手続は市区町村で。
law-way-extension-too = 永住の処分より前に在留期間が満了するなら、今の在留資格の更新も申請してください。更新はオンラインで申請できます。
law-way-change = 更新ではなく、今の活動に合う在留資格への変更を申請する。
law-way-representative = 法定代理人（父母・後見人）がオンラインで申請してください。
law-way-others = 法定代理人、弁護士・行政書士、所属機関の職員なら、オンラインで申請できます。
law-way-supervising = 監理団体に申請を依頼してください。
law-way-certificate = 先に市区町村で電子証明書を更新し、カードの有効期限も過ぎていればカードも延長してください。
law-way-activity = 旅券の指定書で番号を確かめるか、問い合わせてください。
law-way-reason = 今のうちに用意できます。入院や長期出張などの理由があれば早く申請できます。
law-way-event-late = 出生証明書など日付の分かるものを持って、すぐに出入国在留管理局へ。
law-way-ask = 申請する前に問い合わせてください。

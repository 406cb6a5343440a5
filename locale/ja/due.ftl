# 依頼者の期限: law-<期限の符号>。$also は、別の数え方がないとき none。
law-due-stay-online = 更新又は変更のオンライン申請は { $day } まで（満了日の前日）。
law-due-stay-counter = 在留期間は { $since } に満了します。窓口では { $day } までに申請してください。{ $also ->
    [none] 申請せずに残れば不法残留になります。
   *[other] 満了日は閉庁日です。{ $also } でも期限内として扱われますが、在留期間は延びません。
}
law-due-special = 期限内に申請して処分がまだのときに限り、処分の日、遅くとも { $day } まで、これまでの在留資格で在留できます。{ $also ->
    [none] その日を過ぎれば不法残留になります。
   *[other] { $also } とする数え方もありますが、あてにしないでください。
}
law-due-card = 在留カードの有効期間の更新を { $day } までに出入国在留管理局で。
law-due-card-special = 特別永住者証明書の有効期間の更新を { $day } までに市区町村で。
law-due-card-16 = 16歳になるため、在留カードの有効期間の更新を { $day } までに出入国在留管理局で。
law-due-passport = 旅券は { $day } まで。大使館・領事館で更新してください。
law-due-certificate = マイナンバーカードの電子証明書は { $day } まで。市区町村で更新しないとログインできません。
law-due-user-id = オンラインシステムの利用者IDは { $day } まで。更新してください。
law-due-organisation = 所属機関に関する届出を { $day } までに（{ $since } の事由）。
law-due-school = 学校（活動機関）に関する届出を { $day } までに（{ $since } の事由）。
law-due-spouse = 配偶者に関する届出を { $day } までに（{ $since } の離婚・死別）。
law-due-address = 住居地の届出を { $day } までに市区町村で。在留カードを持参してください（{ $since } から）。
law-due-card-items = 在留カードの記載事項の変更届出を { $day } までに出入国在留管理局で（{ $since } の変更）。新しいカードが交付されます。
law-due-card-lost = 在留カードの再交付申請を { $day } までに出入国在留管理局で（{ $since } に紛失を知った）。
law-due-birth-notice = 出生届を { $day } までに市区町村へ（{ $since } 出生）。
law-due-acquisition = 在留資格取得許可申請を { $day } までに（{ $since } の事由）。{ $also } とする数え方もありますが、あてにしないでください。
law-due-sixty = 在留資格なしで在留できるのは { $day } まで（{ $since } の事由）。{ $also } とする数え方もありますが、あてにしないでください。
law-due-activity = { $since } から在留資格の活動をしていません。{ $day } を過ぎると在留資格の取消しの対象になりえます。活動を再開するか、変更を申請してください。
law-due-marriage = { $since } に婚姻が終わりました。{ $day } を過ぎると在留資格の取消しの対象になりえます。変更を申請してください。
law-due-landing = { $since } 交付の在留資格認定証明書は3か月有効です。{ $day } までに入国してください。{ $also } とする数え方もありますが、あてにしないでください。

# 方法: law-route-<語>
law-route-online = オンライン
law-route-counter = 出入国在留管理局の窓口
law-route-municipality = 市区町村の窓口
law-route-paper = 紙の申請書
law-route-notice = 届出（電子届出・郵送・窓口）
law-route-embassy = 大使館・領事館
law-route-decision = 処分を待つ
law-route-entry = 入国
law-route-leave = 出国

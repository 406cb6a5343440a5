# The frame: practice, link, help, shield
ui-practice = 練習 practice
ui-practice-long = 練習 — どこにも提出されません
ui-practice-nothing-filed = これは練習です。出入国在留管理庁には何も提出されていません。
ui-link-up = ● 接続
ui-link-down = ○ サーバーに届きません
ui-shield = 画面を隠しています。F9 で戻ります。
ui-help-title = 使えるキー
ui-too-small = 画面が小さすぎます。{ $width }×{ $height } 以上にしてください。
ui-working = 処理しています…
ui-title = 在留申請の窓口
ui-no-name = （氏名未記入）

# Unlock
ui-unlock-staff = 担当者
ui-unlock-passphrase = パスフレーズ
ui-unlock-again = もう一度
ui-unlock-encrypted = このパソコンの下書きは暗号化されています。担当者のパスフレーズでだけ開きます。
ui-unlock-first = 新しいデータフォルダーです。最初の担当者の名前と、{ $length } 文字以上のパスフレーズを決めてください。
ui-unlock-hint = 練習用の担当者は { $name }、パスフレーズは { $passphrase } です。
ui-unlock-add = 担当者を追加…
ui-unlock-colleague = 同僚
ui-unlock-another = 新しい担当者の名前と、{ $length } 文字以上のパスフレーズを決めてください。そのあと同僚が承認します。
ui-unlock-vouch = データフォルダーは暗号化されています。開ける同僚が、自分のパスフレーズで新しい担当者を承認します。
ui-unlock-name-taken = その名前はもう使われています。
ui-unlock-opening = 開いています…
ui-unlock-too-short = パスフレーズは { $length } 文字以上にしてください。
ui-unlock-differ = 二つのパスフレーズが違います。もう一度入力してください。

# Recovery key
ui-recovery-title = 回復キー
ui-recovery-why = パスフレーズを忘れたとき、下書きを開けるのはこの回復キーだけです。表示は今回だけです。紙に書き写し、鍵のかかる場所に保管してください。
ui-recovery-type = 書き写したら、最後の一組を入力してください。
ui-recovery-not-it = 最後の一組と違います。

# Desk
ui-home-search = 申請人・案件を探す
ui-home-today = 今日
ui-home-open = 作成中の申請
ui-home-waiting = 送信待ち
ui-home-filed = 提出した申請
ui-home-none = まだ申請がありません。n で新しい申請を始めます。
ui-home-not-found = 見つかりません。
ui-home-delete-sure = { $client } の申請を削除しますか。もう一度 Del で削除します。
ui-home-outbox = 送信待ち { $cases } 件・{ $files } ファイル・{ $size }
ui-days-left = 残り { $days } 日
ui-days-today = 今日満了
ui-days-over = 満了済み
ui-progress-short = { $total } 中 { $answered }
ui-progress = { $total } 項目中 { $answered }・問題 { $problems }
ui-received-for = サーバーが { $client } の申請を受け取りました。

# Stages
ui-stage-draft = 下書き
ui-stage-ready = 送信可
ui-stage-queued = 送信待ち
ui-stage-sending = 送信中
ui-stage-received = サーバー受領
ui-stage-accepted = 受付済み
ui-stage-under-examination = 審査中
ui-stage-documents-asked = 追加資料の求め
ui-stage-decided = 結果
ui-stage-delivered = 交付済み
ui-stage-closed = 終了
ui-stage-refused = 要修正
ui-stage-amended = 訂正済み
ui-stage-withdrawn = 取下げ

# New case
ui-new-title = 新しい申請
ui-new-procedure = どの手続ですか
ui-new-status = どの在留資格ですか
ui-new-by = だれが申請しますか
ui-new-expiry = 在留期間はいつまでですか
ui-new-expiry-help = 在留カードの表にある満了日です。2026-11-24、20261124、令和8年11月24日 などと入力します。分からなければそのまま Enter を押してください。
ui-new-verdict = 申請できるか
ui-new-no-form = この手続の様式はまだありません。
ui-new-cannot = この申請はここでは始められません。理由は上のとおりです。
ui-new-reason = まだ早い申請です。続ける理由を書いてください。
ui-new-reason-missing = 理由がなければ始められません。
ui-by-self = 本人
ui-by-legal-representative = 法定代理人
ui-by-relative = 親族
ui-by-agent = 弁護士・行政書士
ui-by-organisation = 所属機関の職員
ui-verdict-yes = 今日オンラインで申請できます。
ui-verdict-not-yet = まだ申請の時期ではありません。
ui-verdict-counter-only = オンラインではできません。地方出入国在留管理局の窓口で申請します。
ui-verdict-too-late = 期限を過ぎています。
ui-verdict-no = この申請はオンラインではできません。
ui-verdict-unknown = この版では判断できません。
ui-verdict-documents = 書類：必要 { $needed } 件、該当する場合 { $maybe } 件
ui-verdict-paper = 紙の様式：{ $items } 項目、ほかにオンラインだけの { $online } 項目（{ $code }）

# Walk
ui-saved = 保存済み
ui-saved-at = 保存 { $time }
ui-saving = 保存中…
ui-not-saved = 保存できていません
ui-close-unsaved = 保存できていない答えがあります。もう一度 Esc を押すと失われます。
ui-is-sent-as = 送信する形　{ $sent }
ui-from-card = カードから
ui-from-earlier = 以前の申請から
ui-from-batch = 一括表から
ui-unchecked-item = （文言・番号は公式様式で未確認）
ui-unchecked-rule = （未確認）
ui-elsewhere-photo = 写真は F5 の書類で添付します。
ui-elsewhere-declaration = 申告は F6 の確認画面で行います。
ui-walk-kept = 前回入力の途中だった文字を戻しました。Enter で確定します。
ui-state-not-here = この項目は「{ $state }」にできません。
ui-ask-state = 答えの代わりに（数字で選ぶ）
ui-ask-number = 番号へ移動
ui-no-number = 番号 { $number } の項目はありません。
ui-no-problem = 問題はありません。
ui-nothing-to-undo = 取り消すものがありません。
ui-nothing-to-redo = やり直すものがありません。
ui-date-first = 先に日付を入力してください。
ui-date-no-less = これ以上は不明にできません。
ui-table-empty = 行がありません。a で行を加えます。
ui-table-row = { $row } 行目
ui-table-full = 様式の { $rows } 行がいっぱいです。続きは別紙に書いて書類として添付してください。
ui-mark-answered = 回答済み
ui-mark-problem = 問題あり
ui-mark-not-yet = 未回答
ui-mark-later = 後で聞く
ui-mark-na = 該当なし
ui-mark-chip = カードから

# Documents
ui-documents-title = 書類
ui-documents-total = { $most } ファイル中 { $files }、{ $room } 中 { $size }
ui-document-needed = 未添付（必要）
ui-document-maybe = 該当する場合
ui-kind-photo = 写真
ui-kind-other = その他の書類
ui-attach-path = ファイルの場所（Tab で補完）
ui-attach-kind = { $name } は何ですか

# Review
ui-review-title = 答えの確認
ui-declarations = 申告（{ $language } で読み上げる）
ui-declare-intent = 申請人の申請の意思を確認しました。
ui-declare-facts = 記載した事実について、申請人及び所属機関の代表者に確認しました。
ui-declared-by = 確認者：{ $staff }
ui-send-problems = 送信するには、問題 { $problems } 件を直してください。
ui-send-declare = 送信するには、申告 1 と 2 を読み上げて確認してください。
ui-send-ready = 送信する
ui-send-practice = 練習サーバーへ送信する（どこにも提出されません）

# Sending
ui-outbox-title = 送信
ui-outbox-empty = 送信待ちの申請はありません。
ui-outbox-leave = この画面を離れても送信は続きます。
ui-connecting = 接続しています…
ui-sending = 送信しています…
ui-rate = 毎秒 { $rate }、残り約 { $time }
ui-seconds = { $seconds } 秒
ui-minutes = { $minutes } 分
ui-sent-of = { $size } 中 { $sent }
ui-waiting-because = 待機中：{ $why }（試行 { $attempts } 回。すべて保存されています）
ui-refused = サーバーが受け取りませんでした。直す点：{ $count } 件。答えは残っています。

# Receipt, filed case
ui-receipt-title = 受領証
ui-receipt-received = サーバーが受け取りました。
ui-receipt-number = 番号
ui-receipt-time = 受領日時
ui-receipt-office = 担当官署
ui-receipt-phone = 電話
ui-receipt-hash = 申請データ
ui-receipt-file = ファイル
ui-receipt-next = 次は審査です。追加資料の求めや結果は、メールとこの窓口でお知らせします。
ui-receipt-next-practice = 本番ではこの後に審査があります。練習はここで終わりです。
ui-print-to = 印刷先のファイル
ui-printed = { $path } に書き出しました。
ui-filed-way = 経過
ui-filed-number = 番号（郵送する書類にも書く）
ui-filed-files = ファイル
ui-filed-answers = 提出した内容（提出したとおり）

# Card
ui-card-looking = カードを探しています…
ui-card-reading = カードを読んでいます。置いたままにしてください。
ui-card-there = F3：氏名・住所・生年月日・性別
ui-card-there-nothing = 読み取れる項目はまだありません
ui-card-offers-nothing = このカードから読み取れる項目はまだありません。
ui-card-tries = 残りの試行回数：{ $left }
ui-card-pin = 券面事項入力補助用の暗証番号（4 桁）
ui-card-last = 残り 1 回です。間違えるとロックされ、市区町村での手続が必要です。続けるなら last と入力してください。
ui-card-facts = カードの内容　と　今の答え（Enter で採用、x で不採用）
ui-card-no-facts = この様式に入る項目はカードにありません。
ui-card-no-case = カードから { $count } 項目を読みました。申請を開いてから採用してください。
ui-card-stands-empty = （未記入）
ui-card-my-number = マイナンバーカード
ui-card-residence-1 = 在留カード（第 1 世代）
ui-card-residence-2 = 在留カード（第 2 世代）
ui-card-residence-special = 特定在留カード
ui-card-special-permanent = 特別永住者証明書
ui-card-other = ほかのカード
ui-card-none = カードなし

# Line mode
ui-linear-stands = 今の答え：{ $text }
ui-linear-no-word = ここでは :{ $word } は使えません。

# Keys
ui-key-help = キー一覧
ui-key-card = カード
ui-key-shield = 画面を隠す
ui-key-lock = ロック
ui-key-quit = 終了
ui-key-close = 閉じる
ui-key-up = 上へ
ui-key-down = 下へ
ui-key-page-up = 前のページ
ui-key-page-down = 次のページ
ui-key-end = 最後へ
ui-key-practice = 練習モード
ui-key-leave-practice = 練習をやめる
ui-key-unlock = 開く
ui-key-language = 言語
ui-key-written-down = 書き写した
ui-key-new = 新規
ui-key-open = 開く
ui-key-outbox = 送信
ui-key-search = 検索
ui-key-delete = 削除
ui-key-next = 次へ
ui-key-back = 前へ
ui-key-desk = 机へ戻る
ui-key-number = 番号へ
ui-key-problem = 次の問題
ui-key-states = 答え以外
ui-key-client-language = 相手の言語
ui-key-documents = 書類
ui-key-review = 確認
ui-key-outline = 項目一覧
ui-key-sheet-down = 次の用紙
ui-key-sheet-up = 前の用紙
ui-key-unknown = 不明
ui-key-none = なし
ui-key-na = 該当しない
ui-key-declined = 回答しない
ui-key-later = 後で聞く
ui-key-undo = 取り消す
ui-key-redo = やり直す
ui-key-date-unknown = 月日不明
ui-key-new-line = 改行
ui-key-add-row = 行を加える
ui-key-edit-row = 行を書く
ui-key-remove-row = 行を消す
ui-key-next-cell = 次の欄
ui-key-end-row = 行を終える
ui-key-go = 決定
ui-key-attach = 添付
ui-key-detach = 外す
ui-key-form = 様式へ戻る
ui-key-complete = 補完
ui-key-choose = 選ぶ
ui-key-declare = 申告を確認
ui-key-send = 送信
ui-key-send-now = 今送る
ui-key-receipt = 受領証
ui-key-print = 印刷
ui-key-filed = 提出内容
ui-key-accept = 採用
ui-key-refuse = 不採用
ui-key-accept-empty = 空欄へまとめて
ui-key-card-read = 読む
ui-key-card-leave = そのまま
ui-key-card-enter = 照合

# 様式：在留資格の区分
ui-new-division = どの様式を使いますか。この在留資格には複数あります
# 確認画面: 署名する人
ui-sign-title = 署名
ui-sign-card = 申請する方のマイナンバーカード
ui-sign-off = 署名しない
ui-sign-on = 署名用パスワードで署名する
ui-sign-pin = 署名用パスワード（英数字6〜16文字）
# 在留カードの画面：帯、一覧、様式にない項目
ui-card-lay = カードをカードリーダーに置いてください。
ui-card-late = カードが見つかりません。マイナンバーカードと在留カードには Type B 対応のリーダーが必要です。カードをケースから出し、1枚だけをリーダーの中央に平らに置いたままにしてください。
ui-card-number = カード番号（表面右上の12文字。間違えてもロックされません）
ui-card-there-residence = F3：カード番号でICチップの内容を読み取ります
ui-card-stands-earlier = { $stands }（以前の案件）
ui-card-not-checked = （意味は未確認）
ui-card-photo-coming = 写真を準備しています…
ui-card-photo-not-here = 行表示では写真は表示されません。
ui-card-detail-residence-card-number = カード番号
ui-card-detail-address = 住居地
ui-card-detail-address-date = 住居地の届出日
ui-card-detail-municipality = 市区町村コード
ui-card-detail-permission-general = 包括許可
ui-card-detail-permission-general-expiry = 包括許可の期限
ui-card-detail-permission-individual = 個別許可
ui-card-detail-permission-type = 許可の種類（コード）
ui-card-detail-permission-date = 許可年月日
ui-card-detail-pending = 更新等許可申請
ui-card-detail-birth-date = 生年月日
ui-card-detail-sex = 性別
ui-card-detail-nationality = 国籍・地域（コード）
ui-card-detail-status-code = 在留資格（コード）
ui-card-detail-current-period = 在留期間
ui-card-detail-current-expiry = 在留期間の満了日
ui-card-detail-card-until = カードの有効期限
ui-card-detail-work-limit = 就労制限の有無
ui-card-detail-note = 備考
ui-key-card-details = すべて見る
ui-key-card-photo = 写真
ui-card-detail-family-name = 氏
ui-card-detail-given-name = 名
ui-card-detail-certificate-until = 利用者証明用証明書の有効期限
ui-card-authority-auth = その認証局の有効期限
ui-card-authority-sign = 署名用認証局の有効期限
ui-card-tries-of = 暗証番号の残り回数
ui-card-tries-each = 券面入力補助 { $text }、利用者証明 { $auth }、署名 { $sign }

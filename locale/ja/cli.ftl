# コマンドの言葉。
cli-ask-passphrase = { $staff }さんのパスフレーズ：
cli-ask-new-passphrase = { $staff }さんの新しいパスフレーズ：
cli-ask-passphrase-again = もう一度：
cli-ask-pin = 暗証番号（数字4桁）：
cli-practice = 練習：どの官庁にも申請していません。
cli-written = 書き出しました：{ $name }
cli-line = { $line }行目：
cli-not-checked = （未確認）

cli-items = { $items }項目（うち印刷物と照合していないもの{ $unchecked }）
cli-form-built-in = 内蔵
cli-need-always = 必須
cli-need-when = 次のとき必須：{ $condition }
cli-shown-when = 次のとき記入：{ $condition }
cli-narrowed-by = 選択肢は { $item } による
cli-forms-good = { $files }個のファイルに誤りはありません。

cli-online-yes = 本日オンラインで申請できます。
cli-online-not-yet = オンラインで申請できますが、時期がまだ早いです。
cli-online-notice-first = オンラインで申請できますが、先に届出が必要です。
cli-online-counter-only = 窓口でのみ申請できます。
cli-online-too-late = 申請できる期間を過ぎています。
cli-online-no = オンラインでは申請できません。
cli-online-unknown = 本日オンラインで申請できるかどうか、規則からは分かりません。
cli-not-yet-reason = 時期尚早との案内の上で開始。
cli-documents = 提出書類：
cli-document-always = 必要：{ $name }［{ $id }］
cli-document-if = 該当するとき：{ $name }［{ $id }］{ $when }

cli-staff-added = { $name }さんがこのデータフォルダーを開けるようになりました。
cli-staff-removed = { $name }さんはこのデータフォルダーを開けなくなりました。
cli-recovery-key = { $name }さんがこのデータフォルダーを開けるようになりました。すべてのパスフレーズを失ったときは、次の復旧キーでのみ（職員「recovery」として）開けます。表示は一度だけです。書き留めて鍵のかかる所に保管してください。
cli-backed-up = データフォルダー全体を暗号化して{ $name }に写しました。同じパスフレーズで開けます。
cli-restored = バックアップを{ $name }に戻しました。

cli-no-cases = 案件はまだありません。
cli-deleted = 案件{ $id }を削除しました。
cli-case-head = { $id }  { $form }  { $status }  { $stage }  { $answered }/{ $total }
cli-saved = { $saved }件の回答を保存しました。
cli-checked = { $problems ->
    [0] 問題はありません
   *[other] 問題が{ $problems }件あります
 }。{ $total }項目中{ $answered }項目に回答済みです。
cli-warning = 注意：{ $warning }
cli-one-photo = 写真は1枚です。--as photo にはファイルを一つだけ指定してください。
cli-unknown-kind = この申請に「{ $kind }」という書類はありません。次のいずれかです：{ $choices }
cli-queued = 案件は送信待ちです。`sync`で送信します。
cli-trying-again = サーバーが応答しません。最長{ $seconds }秒、送信し直します。

cli-stage-draft = 下書き
cli-stage-ready = 送信できます
cli-stage-queued = 送信待ち
cli-stage-sending = 送信中
cli-stage-received = サーバーが受信
cli-stage-accepted = 受付済み
cli-stage-under-examination = 審査中
cli-stage-documents-asked = 追加資料の依頼
cli-stage-decided = 結果あり
cli-stage-delivered = 交付済み
cli-stage-closed = 終了
cli-stage-refused = サーバーが受け付けず
cli-stage-amended = 訂正済み
cli-stage-withdrawn = 取下げ
cli-state-not_asked = 未確認
cli-state-answered = 回答済み
cli-state-unknown = 不明
cli-state-none = なし
cli-state-na = 該当なし
cli-state-declined = 回答を希望しない
cli-state-later = 後で確認

cli-receipt = { $time } 受信、受付番号 { $number }
      申請データのSHA-256：{ $sha256 }
cli-receipt-office = 担当：{ $name } 電話 { $phone }
cli-outbox-empty = 送信待ちはありません。
cli-outbox-case = { $id }  { $client }  { $size }バイト中{ $sent }バイト送信、試行{ $attempts }回
cli-synced = 受信{ $received }件、待ち{ $waiting }件、受付不可{ $refused }件。

cli-no-readers = カードリーダーが接続されていません。
cli-tries = 暗証番号はあと{ $left }回でロックされます。
cli-card-my-number = マイナンバーカード
cli-card-residence-1 = 在留カード
cli-card-residence-2 = 在留カード（2026年6月以降）
cli-card-residence-special = 特定在留カード
cli-card-special-permanent = 特別永住者証明書
cli-card-other = このプログラムが知らないカード
cli-card-none = カードなし

cli-whole = { $name }：欠けはありません（案件、{ $time }開始。案件に署名はありません）。
cli-whole-signed = { $name }：欠けはありません。署名者 { $signer }、{ $time }
      証明書 { $fingerprint }
cli-not-whole = { $name }：欠けまたは改変があります

# `case set`で受け付けなかった行。
cli-bad-not-an-answer = { $line }行目は回答ではありません。
cli-bad-fix-not-an-answer = 項目=値、または 項目:=状態 と書いてください。
cli-bad-not-an-item = { $line }行目：「{ $item }」は項目の名前になりません。
cli-bad-fix-not-an-item = 項目の名前、または 表[行].列（行は1から）と書いてください。
cli-bad-not-a-state = { $line }行目：「{ $state }」という状態はありません。
cli-bad-fix-not-a-state = unknown、none、na、declined、later のいずれかです。
cli-bad-unknown = { $line }行目：この様式に「{ $item }」という項目はありません。
cli-bad-fix-unknown = `forms show PROCEDURE STATUS`で項目の一覧が見られます。
cli-bad-unknown-near = { $line }行目：この様式に「{ $item }」という項目はありません。
cli-bad-fix-unknown-near = 「{ $near }」のことかもしれません。
cli-bad-column = { $line }行目：表{ $item }に「{ $column }」という列はありません。
cli-bad-fix-column = 次のいずれかです：{ $choices }
cli-bad-table = { $line }行目：{ $item }は表です。欄ごとに回答します。
cli-bad-fix-table = { $item }[1].{ $column }=… と書いてください。
cli-bad-not-a-table = { $line }行目：{ $item }は表ではありません。
cli-bad-fix-not-a-table = { $item }=… と書いてください。
cli-bad-row = { $line }行目：{ $row }行目まである表はありません。
cli-bad-fix-row = 行は1から{ $max }までです。
cli-bad-photo = { $line }行目：写真は入力できません。
cli-bad-fix-photo = `case attach ID FILE --as photo`で添付してください。
cli-bad-declaration = { $line }行目：申告は入力できません。
cli-bad-derived = { $line }行目：{ $item } は他の答えから計算されます。入力できません。
cli-bad-fix-declaration = `case submit`で記録されます。
cli-bad-fix-derived = 計算のもとになる項目に入力してください。

error-bad-lines = { $count }行を受け付けませんでした。他の行の回答{ $saved }件は保存しました。
hint-bad-lines = 示された行を直して、もう一度入力してください。
error-cannot-file = この申請はここではできません。{ $why }案件は作られていません。
hint-cannot-file = 根拠となる規則は`law verdict`で見られます。
error-still-waiting = { $why }
hint-still-waiting = サーバーが応答すれば、`sync`または`case submit ID --wait`で送信されます。
error-no-new-passphrase = 新しい職員のパスフレーズがありません。誰も追加されていません。
hint-no-new-passphrase = --new-passphrase-file FILE を指定するか、端末で実行してください。
error-passphrases-differ = 二つのパスフレーズが違います。何も変更していません。
hint-passphrases-differ = 同じパスフレーズを2回入力してください。
error-no-pin = 暗証番号を尋ねる端末がありません。カードには触れていません。
hint-no-pin = 端末で実行するか、--pin-stdin で標準入力から渡してください。
error-backup-exists = { $name } はすでにあります。そのまま残し、バックアップはしていません。
hint-backup-exists = まだない名前を指定してください。
error-restore-staff = 誰としてバックアップを開くか指定してください。何も戻していません。
hint-restore-staff = バックアップの職員を --staff NAME で、そのパスフレーズとともに指定してください。
error-input-not-utf8 = 標準入力がUTF-8ではありません。何も保存していません。
hint-input-not-utf8 = UTF-8で保存して、もう一度入力してください。
error-input-too-long = 標準入力が{ $most }MBを超えています。何も保存していません。
hint-input-too-long = 一つの案件の回答だけを、必要なら何回かに分けて入れてください。
error-output-lost = 結果を標準出力に最後まで書けませんでした。
hint-output-lost = コマンドの処理自体は済んでいます。書き先に空きを作り、やり直す前に何が出来ているか（case list、client list など）を確かめてください。

# カードでの署名
cli-ask-sign-pin = 署名用パスワード（英数字6〜16文字）:
cli-ask-last = 残りはあと1回です。間違えるとロックされ、市区町村の窓口でしか解除できません。続けるには last と入力してください:
cli-signed-by = { $name } さんのマイナンバーカードで署名しました。
cli-practice-card = 練習用カードでの署名です。鍵は公開されているため、何の証明にもなりません。
# card read --what residence
cli-ask-card-number = 在留カード番号：
cli-card-differs = 申請書と異なります：{ $stands }
cli-card-unread = 読み取っていない項目: { $items }
# card read --what certificates
cli-certificate-auth = 利用者証明用電子証明書
cli-certificate-auth-authority = その認証局
cli-certificate-sign = 署名用電子証明書
cli-certificate-sign-authority = その認証局
cli-certificate-wants-pin = 読み取っていません。氏名・住所を含むため、署名用パスワードが必要です（--pin-stdin）
cli-tries-each = 残り回数: 券面事項入力補助用 { $text }、利用者証明用 { $auth }、署名用 { $sign }
cli-signed-in = サーバーがこのカードを確認しました。証明書 { $card }
# 法令、ケースの書類
cli-ways = 残る方法：
cli-document-counter = 窓口で：{ $name }［{ $id }］{ $when }
cli-law-same = 違いはありません。
cli-no-rules = { $path } に定めがありません。
cli-older-rules = { $path } はこのプログラムの定めより新しくないため、使いません。
cli-older-forms = { $path } はこのプログラムの様式より新しくないため、使いません。
cli-later-forms = { $path } は { $day } 以後に起動したときから使います。
cli-no-category = この在留資格の書類はカテゴリーによりません。
cli-no-question = { $id } による書類はありません。質問：{ $choices }
cli-with-nothing = { $procedure } と同時に申請できるものはありません（{ $named } も不可）。
cli-with-choices = { $procedure } と { $named } はそのようには同時に申請できません。できるもの：{ $choices }
cli-category = 所属機関のカテゴリー：{ $category }
cli-category-open = まだ決まっていません（--category）
cli-question-open = ？{ $text }［{ $id }］
cli-question-yes = はい：{ $text }［{ $id }］
cli-question-no = いいえ：{ $text }［{ $id }］
cli-question-points = （計算表で{ $points }点）
cli-question-counted = 質問 { $id } にはポイント計算表が答えています。計算表の項目（points_…）を case set で直してください。
cli-paper-attached = 添付済：{ $name }［{ $id }］
cli-paper-yes = 必要：{ $name }［{ $id }］
cli-paper-open = 該当するとき：{ $name }［{ $id }］
cli-paper-counter = 窓口で：{ $name }［{ $id }］
cli-paper-proves = 立証：{ $what }
cli-paper-form-original = 原本
cli-paper-form-copy = 写し
cli-paper-form-present = 提示のみ
cli-paper-age = 発行から{ $months }か月以内
cli-paper-translation = 外国語なら訳文を添える

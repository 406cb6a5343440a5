# 申請人、所属機関、既知の回答、様式の版: コマンド
cli-no-clients = 申請人の記録はまだありません。氏名と生年月日に答えた案件から作られます。
cli-no-client-found = 「{ $find }」に合う申請人はいません。
cli-client-deleted = 申請人の記録（氏名・期日・出来事）を消しました。{ $cases ->
    [0] この人の案件はありませんでした。
   *[other] この人の案件{ $cases }件はそのまま残ります。
}
cli-nothing-due = { $within }日以内に期日はありません。
cli-due-passed = 過ぎています
cli-due-days = { $days ->
    [0] 今日
   *[other] あと{ $days }日
}
cli-origin-typed = 入力
cli-origin-chip = カードから
cli-origin-earlier-case = 案件から
cli-origin-organisation = 所属機関の記録から
cli-origin-batch = 一括シートから
cli-no-organisations = 所属機関の記録はまだありません。`organisation keep CASE` で案件の所属機関を記録します。
cli-organisation-deleted = { $name }の記録を消しました。案件に取り込んだ回答は残ります。
cli-nothing-known = この案件について、ほかに分かっていることはありません。
cli-stands = （今の回答: { $text }）
cli-taken = { $count }件の回答を取り込みました。
cli-since = { $time }の申請（番号 { $number }）から { $count ->
    [0] 変わった回答はありません。
   *[other] { $count }件の回答が変わっています。
}
cli-edition-newest = この案件は最新の版の様式によっています。
cli-edition-newer = 新しい版の様式があります: { $to }（この案件は { $from }）。移すと { $carried }件の回答を引き継ぎ、{ $aside }件を脇に置きます。`case edition ID --move` で移します。
cli-edition-moved = { $from } 版から { $to } 版へ移しました。引き継いだ回答 { $carried }件、脇に置いた回答 { $aside }件。
cli-edition-unknown = 前の版はこのバージョンにないため、問いの違いは分かりません。回答をすべて確かめてください。
cli-set-aside = { $edition } 版から脇に置いた回答: { $item } = { $text }
cli-diff-form = { $code }: { $old } → { $new }
cli-diff-form-gone = { $code }: 旧の側にのみあります
cli-diff-form-new = { $code }: 新の側にのみあります
cli-diff-nothing = 項目に違いはありません。
cli-diff-rule = 項目間の決まり { $rule } が違います。

error-no-client = 申請人 { $id } の記録はありません。
hint-no-client = `client list` で一覧できます。
error-ambiguous-client = { $id } に当たる申請人が複数います。
hint-ambiguous-client = IDをもっと長く指定してください。`client list` で一覧できます。
error-no-organisation = 所属機関 { $name } の記録はありません。
hint-no-organisation = `organisation list` で一覧できます。
error-ambiguous-organisation = { $name } に当たる所属機関が複数あります。
hint-ambiguous-organisation = IDをもっと長く指定してください。`organisation list` で一覧できます。
error-no-organisation-here = この案件には所属機関・扶養者の名称がありません。何も記録しませんでした。
hint-no-organisation-here = 先に所属機関の名称に答えてください。
error-no-fact = 申請人について「{ $word }」というものは記録しません。何も変えていません。
hint-no-fact = 次のいずれか: { $choices }
error-bad-fact = { $word } の値として読めません。何も変えていません。
hint-bad-fact = 日付は 2026-11-24、令和8年11月24日 のように年月日まで。status は在留資格の名称、period は 3年、6月、90日 など。
error-no-event = 「{ $kind }」という出来事はありません。何も記録しませんでした。
hint-no-event = 次のいずれか: { $choices }
error-event-not-noted = この申請人に { $day } の { $kind } は記録されていません。何も変えていません。
hint-event-not-noted = `client show` で出来事を一覧できます。
error-no-deadline = この申請人に「{ $rule }」による期日はありません。何も変えていません。
hint-no-deadline = `client show` で期日と決まりを一覧できます。
error-nothing-filed = この申請人の申請はまだないため、比べるものがありません。
hint-nothing-filed = 氏名と生年月日に答えると案件は申請人に結び付きます。`client show` で案件を一覧できます。
error-not-known = 項目 { $item } について、今の回答のほかに分かっていることはありません。何も取り込んでいません。
hint-not-known = `case known ID` で分かっていることを一覧できます。
error-delete-filed = この案件には受領証があります（番号 { $number }）。消していません。
hint-delete-filed = 受領証と申請内容ごと消す場合は `case delete ID --with-receipt` とします。`case export` と `print --as receipt` で控えを残せます。
error-edition-newest = この案件は最新の版（{ $edition }）によっているか、送信済みです。何も変えていません。
hint-edition-newest = 新しい版があるかどうかは `case edition ID` で分かります。
error-forms-flawed = { $name } に { $count } 件の誤りがあります。比べていません。
hint-forms-flawed = `forms check DIR` がファイルと行を示します。
error-no-form-named = { $name } というフォルダも様式もありません。
hint-no-form-named = フォルダか、`forms list` が示す記号を指定してください。以前の版は @版 を付けます。

# Screens.
ui-from-organisation = 所属機関の記録から
ui-home-delete-filed = { $client } の受領証（番号 { $number }）も一緒に消えます。もう一度 Del を押すと両方を消します。
ui-home-clients = 申請人
ui-due-passed = 過ぎています
ui-due-days = { $days ->
    [0] 今日まで
   *[other] あと{ $days }日
}
ui-client-deadlines = 守る期日
ui-client-cases = 案件
ui-client-known = 分かっていること
ui-client-events = 出来事
ui-client-nothing = この申請人の記録はもうありません。
ui-client-forget-sure = { $client } の記録（氏名・期日・出来事）を消しますか。案件は残ります。もう一度 Del を押すと消します。
ui-client-which-event = 何がありましたか。
ui-client-which-fact = 何を記録しますか。
ui-client-day-help = いつのことですか。2026-11-24、20261124、令和8年11月24日 のように入力します。
ui-client-value-help = 日付は 2026-11-24 や 令和8年11月24日、在留資格は名称、在留期間は 3年 や 90日。空欄なら消します。
ui-fact-stay_until = 在留期間の満了日
ui-fact-card_until = 在留カードの有効期限
ui-fact-passport_until = 旅券の有効期限
ui-fact-certificate_until = 電子証明書の有効期限
ui-fact-user_id_until = オンラインシステムの利用者IDの期限
ui-fact-status = 在留資格
ui-fact-period = 在留期間
ui-origin-typed = 職員が記録
ui-known-client = この申請人について分かっていること（Enter 取り込む、a 空欄を埋める）
ui-known-organisation = { $name } について分かっていること（Enter 取り込む、a 空欄を埋める）
ui-known-changes = { $day } の申請（番号 { $number }）から変わった回答: { $count }件（前、今）
ui-known-nothing = ほかに分かっていることはありません。氏名と生年月日に答えると、案件は申請人に結び付きます。
ui-known-greet = { $client } さんは以前の案件があります。Ctrl+R で分かっている回答を見られます。
ui-known-taken = { $count }件を取り込みました。
ui-known-kept = { $name } を記録しました。この機関のほかの人にも使えます。
ui-edition-newer = この様式の新しい版（{ $edition }）があります。Alt+E で違いを見て、下書きを移せます。
ui-edition-newest = 様式は最新の版です。
ui-edition-title = 様式の新しい版
ui-edition-what = この下書きは { $from } 版です。{ $to } 版があります。Enter で移すと、{ $carried }件の回答をそのまま引き継ぎます。
ui-edition-aside = 新しい版に入れる所がないため脇に置く回答（案件とともに残ります）
ui-edition-changed = 問い方が変わった項目（回答を見直してください）
ui-edition-differs = { $what ->
    [no] 番号
    [sub] 番号
    [ja] 文言
    [en] 英語の文言
    [help] 説明
    [unit] 単位
    [group] 文言
    [required] 必須の条件
    [required_when] 必須の条件
    [online] 記入の条件
    [condition] 記入の条件
    [sheet_condition] 記入の条件
    [kind] 回答の種類
    [max] 字数
    [chars] 文字種
    [partial] 日付の一部だけの記入
    [most] 選べる数
    [states] 不明・なし等
    [choices] 選択肢
    [narrowed_by] 選択肢
    [columns] 表の列
    [rows] 表の行数
    [sheet] 用紙
    [points] 点数
    [derived] 計算のしかた
    [checked] 印刷物との照合
    [checked_en] 印刷物との照合
   *[other] 公式ファイルの列
}
ui-edition-added = 新しい項目
ui-edition-unknown = 前の版はこのバージョンにありません
ui-edition-check-all = 問いの違いは分かりません。回答をすべて見直してください。
ui-key-event = 出来事
ui-key-fact = 期日
ui-key-kept = 済み
ui-key-forget = 記録を消す
ui-key-known = 分かっている回答
ui-key-edition = 新しい版
ui-key-turn = 次の一覧
ui-key-keep-organisation = 所属機関を記録
ui-key-move = 移す

# 入管庁の一括申請用テンプレートへの書き出し。

problem-official-missing = 一括申請用テンプレートでは「{ $column }」（{ $cell }）が必須です。
fix-official-missing = この項目に記入してください。ない場合は、サイトの案内に従い「なし」などと記入してください。
problem-official-parent = 「{ $child }」を入力するには「{ $column }」（{ $cell }）が必要です。
fix-official-parent = この項目に記入してください。
problem-official-characters = 「{ $column }」（{ $cell }）に使えない文字があります。使える文字：{ $class ->
    [digits] 半角数字
    [letters] 半角英字
    [alnum] 半角英数字
    [ascii] 半角英数字記号
    [capitals] 半角英大文字とスペース
    [digits-signs] 半角数字と記号
    [kanji-digits] 漢字と全角数字
    [full] 全角文字
    [full-digits] 全角文字と半角数字
   *[other] 全角文字、半角英数字、半角カナ
 }。
fix-official-characters = 使える文字に書き直してください。①、㈱、﨑などの文字はテンプレートでは使えません。
problem-official-length = 「{ $column }」（{ $cell }）はちょうど{ $length }桁です。
fix-official-length = 桁数を確かめて書き直してください。
problem-official-too-long = 「{ $column }」（{ $cell }）は{ $max }文字までです（今は{ $length }文字）。
fix-official-too-long = 短く書き直してください。
problem-official-list = 「{ $column }」（{ $cell }）の選択肢に、この答えに当たるものがありません。
fix-official-list = この申請で選べるものを選び直してください。
problem-official-rows = 一括申請用テンプレートにはこの表の行が{ $max }行しかありません。
fix-official-rows = はみ出す行を消し、別紙として添付してください。

cli-one-case = XMLに書き出せるのは一件ずつです。
cli-official-file = { $name }（{ $code }、{ $people }人）
cli-official-not-tried = 入管庁の一括申請用テンプレートの検査を通りました。オンライン申請サイトが受け付けるかどうかは、ここでは試していません。
cli-official-refused = テンプレートが受け付けない点が{ $count }件あります。ファイルは書き出していません。
cli-official-warning = 案件 { $id } について、テンプレートは次の点を尋ねます。ファイルの書き出しは止めません。
cli-official-closed = 終了しました。申請番号 { $number }

error-official-not-taken = 案件 { $id }：一括申請は「{ $procedure }」の「{ $status }」を受け付けません。ファイルは書き出していません。
hint-official-not-taken = この案件を外して書き出すか、サイトの画面から申請してください。
error-official-which-activity = 案件 { $id }：「{ $status }」のどの活動かが分からず、申請種別コードが決まりません。ファイルは書き出していません。
hint-official-which-activity = 主たる活動内容（特定活動は告示の番号、高度専門職２号は「２号で行う活動」も）の項目に記入してください。
error-official-exists = { $name } には別の書き出しがあります。上書きしていません。
hint-official-exists = サイトに出し終えたファイルなら移すか消し、そうでなければ別のフォルダーを指定してください。
error-official-number = 申請番号として読めません。何も変わっていません。
hint-official-number = サイトが示した番号を、英数字とハイフンで40文字まで入力してください。

ui-official-title = オンライン申請サイト用に書き出す
ui-official-none = 書き出せる案件がありません。
ui-official-why = Spaceで選び、Enterで書き出します（選ばなければ今の行だけ）。サイトが受け付けるかどうかは、ここでは試していません。
ui-official-folder = 書き出すフォルダー：
ui-official-number = サイトで受け付けられた申請の番号（案件を終了します）：
ui-official-closed = 終了しました。申請番号 { $number }
ui-key-official = 公式サイト用
ui-key-export = 書き出す
ui-key-official-number = サイトの番号
ui-key-close-case = 終了する

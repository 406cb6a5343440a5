# カードの名前と、そこから得られるもの。`card-<種類>`、種類は `card list --json` のとおり。
card-my-number = マイナンバーカード
card-residence-1 = 在留カード（第一世代）
card-residence-2 = 在留カード（第二世代）
card-residence-special = 特定在留カード（在留カードとマイナンバーカードが一枚になったもの）
card-special-permanent = 特別永住者証明書
card-other = その他のカード
card-none = カードなし
card-offers-my-number = 4桁の暗証番号で、氏名・生年月日・性別・住所を読み取れます。
card-offers-residence-1 = カード番号で、ICチップの内容を読み取れます。
card-offers-residence-2 = カード番号で、ICチップの内容を読み取れます。
card-offers-residence-special = 4桁の暗証番号で、氏名・生年月日・性別・住所を読み取れます。
card-offers-special-permanent = カード番号で、ICチップの内容を読み取れます。
card-offers-other = この様式に使えるものはありません。マイナンバーカードには Type B 対応のリーダーを使ってください。
card-offers-none = カードをリーダーに平らに置き、そのままにしてください。
card-tries = { $left ->
    [0] この暗証番号はロックされています
   *[other] 残り{ $left }回
 }
card-reader-practice = 練習用カード（このプログラムの中）
card-split-guess = カードの氏名欄は一つです。姓と名の区切りは推定です。

# 在留カードの真正性：`card-genuine-<verdict>`、理由は `card-why-<reason>`。
card-genuine-yes = 真正です。照合コードが記録内容と一致し、登録済みの証明書で確認できました。
card-genuine-no = 真正ではありません。
card-genuine-unknown = 真正かどうか判断できません。
card-why-no-check-code = カードに照合コードがありません。
card-why-certificate = カードの証明書を読み取れません。
card-why-check-code = 照合コードが記録内容と一致しません。内容が変更されています。
card-why-issuer = 照合コードは一致しますが、カードの証明書を発行した認証局の証明書が「trust」フォルダーにありません。出入国在留管理庁の証明書を置いてください。
card-why-practice = 練習用のカードです。
card-why-not-opened = 在留情報は読み取っていません。特定在留カードのセッション鍵の受け渡し方法が、公開された文書で確認できていないためです。代わりの方法は試していません。マイナンバーカードとして4桁の暗証番号で読み取り、残りはカードを見て入力してください。

# カードの名前と、そこから得られるもの。`card-<種類>`、種類は `card list --json` のとおり。
card-my-number = マイナンバーカード
card-residence-1 = 在留カード（第一世代）
card-residence-2 = 在留カード（第二世代）
card-residence-special = 特定在留カード（在留カードとマイナンバーカードが一枚になったもの）
card-special-permanent = 特別永住者証明書
card-other = その他のカード
card-none = カードなし
card-offers-my-number = 4桁の暗証番号で、氏名・生年月日・性別・住所を読み取れます。
card-offers-residence-1 = 種類だけを読み取ります。
card-offers-residence-2 = 種類だけを読み取ります。
card-offers-residence-special = 4桁の暗証番号で、氏名・生年月日・性別・住所を読み取れます。
card-offers-special-permanent = 種類だけを読み取ります。
card-offers-other = この様式に使えるものはありません。マイナンバーカードには Type B 対応のリーダーを使ってください。
card-offers-none = カードをリーダーに平らに置き、そのままにしてください。
card-tries = { $left ->
    [0] この暗証番号はロックされています
   *[other] 残り{ $left }回
 }
card-reader-practice = 練習用カード（このプログラムの中）
card-split-guess = カードの氏名欄は一つです。姓と名の区切りは推定です。

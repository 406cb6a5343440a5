# 印刷物
print-receipt-title = 申請受付票
print-receipt-practice = 練習用です。出入国在留管理庁には何も提出されていません。
print-receipt-number = 受付番号
print-receipt-time = 受付日時（日本時間）
print-receipt-applicant = 申請人
print-receipt-procedure = 手続
print-receipt-status = 在留資格
print-receipt-office = 取り扱う官署
print-receipt-unchecked = 電話番号などは未確認です。公式の案内で確かめてください。
print-receipt-form = 申請書の SHA-256
print-receipt-files = 受け付けたファイル（SHA-256）
print-receipt-no-files = なし
print-receipt-signed = 電子署名
print-receipt-unsigned = 署名者は確かめられていません
print-receipt-verify = 署名は、受付票ファイルとともに「madoguchi verify FILE」で確かめられます。

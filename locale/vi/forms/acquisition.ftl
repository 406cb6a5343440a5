# 在留資格取得許可申請: what it words otherwise than items.ftl.
reason = Lý do lưu trú

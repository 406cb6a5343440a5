# 在留資格変更許可申請: what it words otherwise than items.ftl.
desired_period = Thời hạn lưu trú mong muốn với tư cách mới
reason = Lý do thay đổi tư cách lưu trú

"""National codes of a dossier's life (facts of the sync messages of the national portal)."""

from django.db import models


class Status(models.IntegerChoices):
    """The ten national business statuses (``TrangThaiHoSo``)."""

    SUBMITTED = 1, "Mới đăng ký"
    RECEIVED = 2, "Được tiếp nhận"
    REFUSED = 3, "Không được tiếp nhận"
    PROCESSING = 4, "Đang xử lý"
    SUPPLEMENTING = 5, "Yêu cầu bổ sung giấy tờ"
    AWAITING_PAYMENT = 6, "Yêu cầu thực hiện nghĩa vụ tài chính"
    WITHDRAWING = 7, "Công dân yêu cầu rút hồ sơ"
    STOPPED = 8, "Dừng xử lý"
    FINISHED = 9, "Đã xử lý xong"
    RETURNED = 10, "Đã trả kết quả"


OPEN_STATUSES = [1, 2, 4, 5, 6, 7]


class Channel(models.IntegerChoices):
    """How it was filed (``KenhThucHien``)."""

    DIRECT = 1, "Trực tiếp"
    ONLINE = 2, "Trực tuyến"
    POST = 3, "Bưu chính công ích"


class PaymentState(models.TextChoices):
    """What is owed on a dossier, apart from its business status."""

    NONE = "none", "Không phải nộp"
    DUE = "due", "Chờ nộp"
    PAID = "paid", "Đã nộp"


class DeliveryState(models.TextChoices):
    """Where the result is, apart from the business status."""

    NONE = "none", "Chưa có kết quả"
    READY = "ready", "Chờ trả"
    DELIVERED = "delivered", "Đã trả"


class SyncState(models.TextChoices):
    """Whether the national portal knows, apart from the business status."""

    PENDING = "pending", "Chưa đồng bộ"
    SYNCED = "synced", "Đã đồng bộ"
    FAILED = "failed", "Đồng bộ lỗi"

"""National codes of a dossier's life (facts of the sync messages of the national portal)."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Status(models.IntegerChoices):
    """The ten national business statuses (``TrangThaiHoSo``)."""

    SUBMITTED = 1, _("Mới đăng ký")
    RECEIVED = 2, _("Được tiếp nhận")
    REFUSED = 3, _("Không được tiếp nhận")
    PROCESSING = 4, _("Đang xử lý")
    SUPPLEMENTING = 5, _("Yêu cầu bổ sung giấy tờ")
    AWAITING_PAYMENT = 6, _("Yêu cầu thực hiện nghĩa vụ tài chính")
    WITHDRAWING = 7, _("Công dân yêu cầu rút hồ sơ")
    STOPPED = 8, _("Dừng xử lý")
    FINISHED = 9, _("Đã xử lý xong")
    RETURNED = 10, _("Đã trả kết quả")


# Literal numbers, because partial indexes are written with them.
OPEN_STATUSES = [1, 2, 4, 5, 6, 7]  # the office still owes a result
IN_HAND_STATUSES = [1, 2, 4, 5, 6, 7, 9]  # … or still has to hand it over
CLOSED_STATUSES = [3, 8, 10]


class Channel(models.IntegerChoices):
    """How it was filed (``KenhThucHien``)."""

    DIRECT = 1, _("Trực tiếp")
    ONLINE = 2, _("Trực tuyến")
    POST = 3, _("Bưu chính công ích")


class PaymentState(models.TextChoices):
    """What is owed on a dossier, apart from its business status."""

    NONE = "none", _("Không phải nộp")
    DUE = "due", _("Chờ nộp")
    PAID = "paid", _("Đã nộp")


class DeliveryState(models.TextChoices):
    """Where the result is, apart from the business status."""

    NONE = "none", _("Chưa có kết quả")
    READY = "ready", _("Chờ trả")
    DELIVERED = "delivered", _("Đã trả")


class SyncState(models.TextChoices):
    """Whether the national portal knows, apart from the business status."""

    PENDING = "pending", _("Chưa đồng bộ")
    SYNCED = "synced", _("Đã đồng bộ")
    FAILED = "failed", _("Đồng bộ lỗi")

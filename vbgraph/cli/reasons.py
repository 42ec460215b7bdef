"""Why the system refused, in words: Python gives the reasons of the operating system in English only."""

from __future__ import annotations

import errno
import os
from functools import lru_cache

_VI: dict[str, str] = {
    "ENOENT": "không có tệp hay thư mục này",
    "EACCES": "không có quyền",
    "EPERM": "không được phép",
    "EEXIST": "đã có tệp này",
    "EISDIR": "đây là thư mục",
    "ENOTDIR": "có phần trong đường dẫn không phải là thư mục",
    "ENOTEMPTY": "thư mục không trống",
    "ENOSPC": "hết chỗ trên đĩa",
    "EDQUOT": "hết hạn mức đĩa",
    "EFBIG": "tệp quá lớn",
    "EROFS": "ổ đĩa chỉ cho đọc",
    "EIO": "đĩa báo lỗi",
    "EBADF": "đã bị đóng",
    "EPIPE": "ống dẫn đã đóng",
    "ENAMETOOLONG": "tên quá dài",
    "ELOOP": "liên kết vòng",
    "EMFILE": "mở quá nhiều tệp",
    "ENFILE": "mở quá nhiều tệp",
    "EBUSY": "tệp đang được dùng",
    "ETXTBSY": "tệp đang được dùng",
    "ENXIO": "không có thiết bị này",
    "ENODEV": "không có thiết bị này",
    "EINVAL": "giá trị không hợp lệ",
    "ENOMEM": "hết bộ nhớ",
    "ETIMEDOUT": "quá thời gian chờ",
    "ESTALE": "ổ mạng đã ngắt",
}


@lru_cache(maxsize=1)
def _by_english() -> dict[str, str]:
    """Return the Vietnamese for each reason as this system words it in English."""
    return {os.strerror(getattr(errno, name)): vi for name, vi in _VI.items() if hasattr(errno, name)}


def reason(value: object, lang: str) -> object:
    """Return an error of the system as its reason alone, in the user's language; anything else as it is.

    >>> reason(PermissionError(13, "Permission denied", "a.txt"), "vi")
    'không có quyền'
    """
    if isinstance(value, OSError):
        value = value.strerror or str(value) or type(value).__name__
    return _by_english().get(value, value) if lang == "vi" and isinstance(value, str) else value

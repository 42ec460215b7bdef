"""Vietnamese for the sentences that other rooms write into their errors: English template → Vietnamese template."""

from __future__ import annotations

SENTENCES: dict[str, str] = {
    # vbgraph.store
    "{path} is open for reading only": "{path} chỉ mở để đọc",
    "open it with read_only=False": "mở lại với read_only=False",
    "{path}: there is no database here": "{path}: không có cơ sở dữ liệu ở đây",
    "make one with: vbgraph ingest FOLDER": "tạo bằng: vbgraph ingest THƯ_MỤC",
    "{path} is a folder, not a database": "{path} là thư mục, không phải cơ sở dữ liệu",
    "give a file with --db": "chỉ một tệp bằng --db",
    "{path} is not a vbgraph database; it was left as it is": (
        "{path} không phải cơ sở dữ liệu của vbgraph; tệp được giữ nguyên"
    ),
    "give another file with --db": "chỉ tệp khác bằng --db",
    "{path} is locked by another program": "{path} đang bị chương trình khác khóa",
    "wait until the other run has ended, then try again": "đợi lần chạy kia xong rồi thử lại",
    "{path}: the disk is full; what was stored before is kept": "{path}: hết chỗ trên đĩa; những gì đã lưu vẫn còn",
    "free some space and run the same command again": "giải phóng đĩa rồi chạy lại lệnh này",
    "{path} is damaged: {reason}": "{path} bị hỏng: {reason}",
    "see vbgraph db check; restore a backup or ingest the folder into a new database": (
        "xem vbgraph db check; khôi phục bản sao lưu hoặc ingest lại vào cơ sở dữ liệu mới"
    ),
    "{path} cannot be opened or written: {reason}": "{path}: không mở hoặc không ghi được: {reason}",
    "check that the folder exists and that you may write there, or give another file with --db": (
        "kiểm tra thư mục có tồn tại và được phép ghi, hoặc chỉ tệp khác bằng --db"
    ),
    "{path}: the disk reports an error: {reason}": "{path}: đĩa báo lỗi: {reason}",
    "check the disk, then run the same command again": "kiểm tra đĩa rồi chạy lại lệnh này",
    "{path} has schema {version}, this program reads schema {latest}": (
        "{path} có lược đồ {version}, chương trình này đọc lược đồ {latest}"
    ),
    "bring it up to date with: vbgraph db migrate": "nâng cấp bằng: vbgraph db migrate",
    "{path} was written by a newer vbgraph (schema {version}, this program knows {latest})": (
        "{path} do vbgraph mới hơn ghi (lược đồ {version}, chương trình này biết {latest})"
    ),
    "install a newer vbgraph (see its README)": "cài bản vbgraph mới hơn (xem README)",
    "{path}: this file is not in the database": "{path}: tệp này không có trong kho",
    "see vbgraph list --files": "xem: vbgraph list --files",
    "{path} exists already": "{path} đã có",
    "give a new name for the backup": "chọn tên mới cho bản sao lưu",
    "{path} cannot be written: {reason}": "{path}: không ghi được: {reason}",
}

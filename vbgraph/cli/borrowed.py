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
    # vbgraph.registry_*: what the user's own registry (or ours) may hold
    "{path}: no registry file has this name": "{path}: không có tệp dữ liệu nhận biết nào tên như vậy",
    "call it {names}": "đổi tên thành {names}",
    "{path}: cannot be read: {why}": "{path}: không đọc được: {why}",
    "check that you may read it": "kiểm tra quyền đọc",
    "{path}: there is no registry file in this folder": "{path}: thư mục này không có tệp dữ liệu nhận biết nào",
    "it may hold {names}": "có thể chứa {names}",
    "{path}: the data of the program is not there": "{path}: thiếu dữ liệu của chương trình",
    "reinstall vbgraph": "cài lại vbgraph",
    "mend the entry as docs/data.md says, or reinstall vbgraph": "sửa mục này theo docs/data.md, hoặc cài lại vbgraph",
    "mend the entry; docs/data.md says how": "sửa mục này; docs/data.md có hướng dẫn",
    "{where}: not UTF-8 text": "{where}: không phải văn bản UTF-8",
    "save the file as UTF-8": "lưu lại tệp với bảng mã UTF-8",
    "{where}: not YAML": "{where}: không phải YAML",
    "{where}: line {line}: not YAML": "{where}: dòng {line}: không phải YAML",
    "docs/data.md has examples": "docs/data.md có mẫu",
    "put days in quotes: '2024-12-31'": "đặt ngày trong ngoặc kép: '2024-12-31'",
    "look there for a quote, bracket or colon that is missing, and at the spaces before the line": (
        "xem ở đó có thiếu dấu ngoặc, dấu hai chấm, hoặc thụt đầu dòng sai không"
    ),
    "{where}: lists expected: {names}": "{where}: tệp này cần các danh sách {names}",
    "{where}: a list of entries expected": "{where}: tệp này phải là danh sách các mục",
    "{where}: {entry}: a list of entries expected": "{where}: {entry}: phải là danh sách các mục",
    "begin each entry with “- ” (docs/data.md has examples)": "mỗi mục bắt đầu bằng “- ” (docs/data.md có mẫu)",
    "{where}: {entry}: fields expected (name: value)": "{where}: {entry}: cần các trường (tên: giá trị)",
    "{where}: {entry}: unknown field {names}": "{where}: {entry}: không có trường {names} ở tệp này",
    "there are {fields}": "có thể dùng {fields}",
    "{where}: {entry}: field {field} is missing": "{where}: {entry}: thiếu trường {field}",
    "{where}: {entry}: {last} lies before {first}": "{where}: {entry}: {last} sớm hơn {first}",
    "{where}: {entry}: {field} is empty": "{where}: {entry}: trường {field} để trống",
    "write a value, or leave the field out": "ghi giá trị, hoặc bỏ trường này",
    "{where}: {entry}: the day in {field} needs quotes": (
        "{where}: {entry}: ngày ở trường {field} phải đặt trong ngoặc kép"
    ),
    "write {field}: '{value}'": "viết {field}: '{value}'",
    "{where}: {entry}: “{value}” in {field} is not a day": (
        "{where}: {entry}: “{value}” ở trường {field} không phải là ngày"
    ),
    "write {field}: '2024-12-31'": "viết năm-tháng-ngày, trong ngoặc kép: {field}: '2024-12-31'",
    "{where}: {entry}: {field} needs a list of words, not “{value}”": (
        "{where}: {entry}: trường {field} phải là danh sách, không phải “{value}”"
    ),
    "write {field}: [first, second]": "viết {field}: [thứ nhất, thứ hai]",
    "{where}: {entry}: {field} needs words, not “{value}”": (
        "{where}: {entry}: trường {field} phải là chữ, không phải “{value}”"
    ),
    "put the words in quotes: {field}: '…'": "đặt trong ngoặc kép: {field}: '…'",
    "{where}: {entry}: {field} needs true or false, not “{value}”": (
        "{where}: {entry}: trường {field} phải là true hoặc false, không phải “{value}”"
    ),
    "write {field}: true": "viết {field}: true",
    "{where}: {entry}: {field} needs a whole number from 0 to 100, not “{value}”": (
        "{where}: {entry}: trường {field} phải là số nguyên từ 0 đến 100, không phải “{value}”"
    ),
    "write {field}: 50": "viết {field}: 50",
    "{where}: {entry}: “{value}” in {field} is not an id": "{where}: {entry}: “{value}” ở trường {field} không phải là id",
    "an id has small letters without accents, digits and _ . - (so_noi_vu)": (
        "id chỉ gồm chữ thường không dấu, chữ số và _ . - (so_noi_vu)"
    ),
    "{where}: {entry}: “{value}” in {field} is not a relation": (
        "{where}: {entry}: “{value}” ở trường {field} không phải là quan hệ"
    ),
    "choose {choices}": "chọn {choices}",
    "{where}: {entry}: “{value}” cannot stand in {field}": "{where}: {entry}: trường {field} không nhận “{value}”",
    "{where}: {entry}: the id “{key}” stands at {first} already": "{where}: {entry}: id “{key}” đã có ở {first}",
    "{where}: {entry}: the wording “{key}” stands at {first} already": (
        "{where}: {entry}: cách viết “{key}” đã có ở {first}"
    ),
    "{where}: {entry}: the name “{key}” stands at {first} already": (
        "{where}: {entry}: tên gọi “{key}” đã có ở {first}"
    ),
    "{where}: {entry}: this document stands there already (type, code and date are the same)": (
        "{where}: {entry}: văn bản này đã có (cùng loại, số ký hiệu và ngày)"
    ),
    "{where}: {entry}: the cue “{key}” stands at {first} already": (
        "{where}: {entry}: từ dẫn “{key}” đã có ở {first}"
    ),
    "{where}: {entry}: no entry has the id “{id}”": "{where}: {entry}: không có mục nào có id “{id}”",
    "did you mean {near}?": "có phải {near}?",
    "take one that there is, or add its entry (docs/data.md)": "dùng id đã có, hoặc thêm mục đó (docs/data.md)",
    "{where}: {entry}: starts before the term above it has ended": (
        "{where}: {entry}: bắt đầu khi khóa trước chưa kết thúc"
    ),
    "{where}: {entry}: is a sign of its own, no misprint": (
        "{where}: {entry}: là một ký hiệu có thật, không phải lỗi in"
    ),
    "{where}: {entry}: “{code}” is not a code": "{where}: {entry}: “{code}” không phải là số ký hiệu",
    "a code looks like 21-KL/TW, 73/2023/NĐ-CP, 31/2024/QH15": (
        "số ký hiệu có dạng 21-KL/TW, 73/2023/NĐ-CP, 31/2024/QH15"
    ),
    "{where}: {entry}: the code is written {read}": "{where}: {entry}: số ký hiệu này viết là {read}",
    "write code: {read}": "viết code: {read}",
    "{where}: {entry}: {follower} has no effective day": "{where}: {entry}: {follower} chưa có ngày hiệu lực",
    "add effective: to the entry of {follower}": "thêm effective: vào mục {follower}",
}

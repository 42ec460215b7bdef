"""What `corrections` says and its help, (vi, en): parts of the catalogues in `messages.py` and `help.py`."""

from __future__ import annotations

MESSAGES: dict[str, tuple[str, str]] = {
    # a damaged file
    "corrections.hint": (
        "mở tệp ở dòng đó mà sửa (docs/corrections.md có mẫu), rồi chạy: vbgraph corrections check",
        "open the file at that line and mend it (docs/corrections.md has examples), then: vbgraph corrections check",
    ),
    "corrections.large": ("{path}: tệp đính chính quá lớn", "{path}: the file of corrections is too large"),
    "corrections.unreadable": ("{path}: không đọc được: {why}", "{path}: cannot be read: {why}"),
    "corrections.utf8": ("{path}:{line}: không phải UTF-8", "{path}:{line}: not UTF-8"),
    "corrections.yaml": ("{path}:{line}: không phải YAML: {why}", "{path}:{line}: not YAML: {why}"),
    "corrections.list": ("{path}:{line}: cần một danh sách (- …)", "{path}:{line}: a list is expected (- …)"),
    "corrections.fields": (
        "{path}:{line}: cần các trường (tên: giá trị); có thể dùng {names}",
        "{path}:{line}: fields are expected (name: value); there are {names}",
    ),
    "corrections.unknown": (
        "{path}:{line}: không có trường “{name}” ở đây; có thể dùng {names}",
        "{path}:{line}: no field “{name}” here; there are {names}",
    ),
    "corrections.repeated": (
        "{path}:{line}: trường “{name}” có hai lần",
        "{path}:{line}: field “{name}” stands twice",
    ),
    "corrections.empty": ("{path}:{line}: “{name}” cần có chữ", "{path}:{line}: “{name}” needs words"),
    "corrections.kind": (
        "{path}:{line}: mỗi mục cần đúng một trong các trường {names}",
        "{path}:{line}: an entry needs exactly one of {names}",
    ),
    "corrections.missing": (
        "{path}:{line}: thiếu trường “{name}” bên cạnh “{beside}”",
        "{path}:{line}: field “{name}” is missing beside “{beside}”",
    ),
    "corrections.two": (
        "{path}:{line}: “{name}” cần ít nhất hai văn bản",
        "{path}:{line}: “{name}” needs two or more",
    ),
    "corrections.nth": (
        "{path}:{line}: nth là số thứ tự từ 1, không phải “{value}”",
        "{path}:{line}: nth counts from 1; “{value}” does not",
    ),
    "corrections.which": (
        "{path}:{line}: văn bản cần ít nhất một trong các trường id, file, code, name, title",
        "{path}:{line}: a document needs at least one of id, file, code, name, title",
    ),
    "corrections.relation": (
        "{path}:{line}: “{value}” không phải là quan hệ; chọn {choices}",
        "{path}:{line}: “{value}” is not a relation; choose {choices}",
    ),
    "corrections.day": (
        "{path}:{line}: “{value}” không phải là ngày; viết 2021-10-25, 2021-10 hoặc 2021",
        "{path}:{line}: “{value}” is not a date; write 2021-10-25, 2021-10 or 2021",
    ),
    "corrections.twice": (
        "{path}:{line}: mục này đã có ở dòng {first}",
        "{path}:{line}: this entry stands at line {first} already",
    ),
    # add
    "corrections.no_relation": (
        "“{value}” không phải là quan hệ; chọn một trong: {choices}",
        "“{value}” is not a relation; choose {choices}",
    ),
    "corrections.no_day": (
        "“{value}” không phải là ngày; viết 25/10/2021, 2021-10-25 hoặc 2021",
        "“{value}” is not a date; write 25/10/2021, 2021-10-25 or 2021",
    ),
    "corrections.no_place": ("không tìm thấy trích dẫn “{query}”", "there is no citation “{query}”"),
    "corrections.no_words": (
        "{file}: không có chỗ nào ghi “{quote}”",
        "{file}: “{quote}” does not stand there so often",
    ),
    "corrections.place.hint": (
        'chỉ trích dẫn bằng id, bằng TỆP:VỊ_TRÍ như vbgraph ambiguous in ra, hoặc "TỆP: nguyên văn"',
        'name a citation by its id, by FILE:START as vbgraph ambiguous prints it, or as "FILE: its words"',
    ),
    "corrections.one_given": ("cần ít nhất hai văn bản khác nhau", "two different documents are needed"),
    "corrections.unlike": (
        "{a} và {b} khác nhau về {fields}; nếu gộp nhầm, xóa mục này trong tệp đính chính rồi chạy lại ingest",
        "{a} and {b} differ in {fields}; if they are not one, take the entry out of the file and run ingest again",
    ),
    "corrections.there": ("{path} đã có mục này ({entry})", "{path} holds this entry already ({entry})"),
    "corrections.refused": ("không ghi, vì {why}", "not written: {why}"),
    "corrections.added.applied": (
        "đã ghi vào {path} ({entry}) và nối lại đồ thị",
        "written to {path} ({entry}); the graph follows it",
    ),
    "corrections.added.already": (
        "đã ghi vào {path} ({entry}); đồ thị vốn đã như vậy",
        "written to {path} ({entry}); the graph says so already",
    ),
    # list, check, the report of ingest
    "corrections.good": (
        "{path}: {count} mục, mục nào cũng khớp",
        "{path}: {count} entries, all of them hold",
    ),
    "corrections.bad": (
        "{path}: {count} trên {all} mục đính chính không còn khớp",
        "{path}: {count} of {all} hand corrections no longer match",
    ),
    "corrections.state.applied": ("đã áp dụng", "applied"),
    "corrections.state.already": ("vốn đã đúng", "so already"),
    "corrections.state.unmatched": ("không khớp", "no match"),
    "corrections.state.pending": ("chưa áp dụng", "pending"),
    "corrections.why.no_file": ("không có tệp này trong kho", "the file is not in the database"),
    "corrections.why.no_quote": ("tệp không còn nguyên văn này", "the words no longer stand in the file"),
    "corrections.why.no_mention": (
        "nguyên văn này không chứa trích dẫn nào",
        "there is no citation in these words",
    ),
    "corrections.why.several_mentions": (
        "nguyên văn này chứa nhiều trích dẫn; thêm mention: để chọn một",
        "there are several citations in these words; add mention: to choose one",
    ),
    "corrections.why.no_document": ("không văn bản nào khớp", "no document fits"),
    "corrections.why.several_documents": (
        "nhiều văn bản cùng khớp; thêm locality, date, term hoặc id",
        "several documents fit; add locality, date, term or id",
    ),
    "corrections.why.overlap": (
        "không tách được: hai bên cùng chỉ một chỗ",
        "it cannot be taken apart: both sides name the same place",
    ),
    "corrections.why.contradicts": ("trái với một mục ở trên", "an entry above says otherwise"),
    "corrections.why.kinds": (
        "văn bản và bài viết không thể là một",
        "a document and a report cannot be one",
    ),
    "corrections.why.report": (
        "reports chỉ dùng trong bài viết, và bài viết chỉ có quan hệ này",
        "reports is the one relation of a report, and of reports only",
    ),
}

HELP: dict[str, tuple[str, str]] = {
    "corrections": (
        "Đính chính bằng tay, ghi trong tệp YAML cạnh cơ sở dữ liệu.\n\n"
        "vbgraph.db có vbgraph.corrections.yaml. Đính chính bám vào nguyên văn nên vẫn giữ khi tệp được đọc lại "
        "hoặc đổi chỗ; vbgraph explain cho biết mục nào đã quyết định điều gì.",
        "Hand corrections, kept in a YAML file beside the database.\n\n"
        "vbgraph.db has vbgraph.corrections.yaml. They hold by the words of the text, so they stay when files are "
        "read again or moved; vbgraph explain tells which entry decided what.",
    ),
    "corrections add": ("Thêm một mục và nối lại đồ thị.", "Add an entry and conclude the graph anew."),
    "corrections add mention": (
        "Trích dẫn này là văn bản kia, hoặc không là văn bản nào.",
        "This citation means that document, or none.",
    ),
    "corrections add same": ("Các văn bản này là một.", "These documents are one."),
    "corrections add different": (
        "Hai văn bản bị coi là một thực ra là hai.\n\n"
        "Mỗi bên là một tệp, một trích dẫn, hoặc số ký hiệu kèm ngày (9300-CT/TU@2024-03-02).",
        "What passes for one document is two.\n\n"
        "Each side is a file, a citation, or a code with its date (9300-CT/TU@2024-03-02).",
    ),
    "corrections add relation": ("Quan hệ của trích dẫn này là …", "This citation is related so."),
    "corrections add date": ("Ngày của văn bản này là …", "The date of this document is …"),
    "corrections list": ("Mọi mục và kết quả của từng mục.", "All entries with what became of them."),
    "corrections check": (
        "Các mục không còn khớp; mã thoát 1 nếu có.",
        "The entries that no longer match; exit 1 if there are any.",
    ),
    ".place": (
        'Trích dẫn: id, TỆP:VỊ_TRÍ, hoặc "TỆP: nguyên văn".',
        'A citation: its id, FILE:START, or "FILE: its words".',
    ),
    "corrections add mention.doc": (
        "Văn bản được dẫn; none nếu không dẫn văn bản nào.",
        "The document that is meant; none when there is none.",
    ),
    "corrections add mention.new": (
        "Nếu chưa văn bản nào khớp, tạo văn bản từ số ký hiệu (@ thêm nơi, ngày, khóa).",
        "When no document fits, make one of the code (@ adds place, date, term).",
    ),
    ".nth": (
        "Chỉ chỗ thứ N có nguyên văn này; không nêu: mọi chỗ.",
        "Only the Nth place where these words stand; else all of them.",
    ),
    ".note": ("Ghi chú cho người đọc sau.", "A note for whoever reads it later."),
    "corrections add relation.name": (
        "Quan hệ, tiếng Anh hoặc tiếng Việt, như khi in ra; không (none) là không có.",
        "The relation, in English or Vietnamese, as it is printed; none for none.",
    ),
    "corrections add different.first": ("Bên thứ nhất.", "One side."),
    "corrections add different.second": ("Bên thứ hai.", "The other side."),
    "corrections add date.day": (
        "Ngày: 25/10/2021, 2021-10-25, 2021.",
        "The date: 25/10/2021, 2021-10-25, 2021.",
    ),
}

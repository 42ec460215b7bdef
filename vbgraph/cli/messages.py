"""What the tool says, in Vietnamese and English: one entry a sentence, (vi, en), filled in with `str.format`.

Help texts stand in `help.py`, names of columns, relations and levels in `words.py`. Errors raised anywhere carry a
key of this catalogue or a finished sentence; `Speech` turns both into text.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass

from vbgraph.cli import corrections_words
from vbgraph.cli.reasons import reason

LANGUAGES = ("vi", "en")

MESSAGES: dict[str, tuple[str, str]] = {
    **corrections_words.MESSAGES,
    # errors and usage
    "error": ("lỗi: {text}", "error: {text}"),
    "warning": ("cảnh báo: {text}", "warning: {text}"),
    "usage.missing": ("thiếu {what}", "missing {what}"),
    "usage.no_option": ("không có tùy chọn {name}", "no such option: {name}"),
    "usage.bad_value": ("giá trị không hợp lệ cho {what}: {why}", "invalid value for {what}: {why}"),
    "usage.integer": ("cần một số nguyên trong khoảng cho phép", "a whole number in range is expected"),
    "usage.extra": ("thừa: {words}", "not expected: {words}"),
    "usage.needs_value": ("{name} cần một giá trị", "{name} needs a value"),
    "usage.no_value": ("{name} không nhận giá trị", "{name} takes no value"),
    "usage.takes": ("{name} cần {count} giá trị", "{name} takes {count} values"),
    "usage.missing_command": ("thiếu tên lệnh", "a command is missing"),
    "usage.empty": ("{what} không được để trống", "{what} must not be empty"),
    "usage.no_command": ("không có lệnh “{name}”", "no such command “{name}”"),
    "usage.maybe": ("có phải: {names}?", "did you mean {names}?"),
    "usage.help": ("xem: {command} --help", "see: {command} --help"),
    "usage.no_input": (
        "chưa cho tệp hay thư mục nào",
        "no file or folder given",
    ),
    "usage.format": (
        "“{name}” không phải là định dạng; chọn {choices}",
        "“{name}” is not a format; choose {choices}",
    ),
    "usage.relation": (
        "“{name}” không phải là quan hệ; chọn một trong: {choices}; tất cả",
        "“{name}” is not a relation; choose {choices} or all",
    ),
    "usage.level": (
        "“{name}” không phải là cấp; chọn {choices}",
        "“{name}” is not a level; choose {choices}",
    ),
    "usage.output_needed": (
        "cần -o TỆP để ghi {what}",
        "-o FILE is needed to write {what}",
    ),
    "usage.stdin_twice": (
        "đầu vào chuẩn chỉ đọc được một lần: - hoặc --files-from -",
        "standard input can be read only once: - or --files-from -",
    ),
    "usage.open_file": (
        "--open cần một tệp: thêm -o TỆP.html",
        "--open needs a file: add -o FILE.html",
    ),
    "db.backup_file": (
        "bản sao lưu phải là một tệp, không ghi ra đầu ra chuẩn được",
        "a backup is a file; it cannot go to standard output",
    ),
    "path.missing": ("{path}: không tìm thấy tệp hay thư mục này", "{path}: no such file or folder"),
    "path.missing.hint": (
        "kiểm tra lại đường dẫn, đặt trong ngoặc kép nếu có dấu cách",
        "check the path; put it in quotes if it holds spaces",
    ),
    "output.failed": ("{path}: không ghi được: {why}", "{path}: cannot be written: {why}"),
    "output.failed.hint": (
        "chọn chỗ khác bằng -o, hoặc giải phóng đĩa rồi chạy lại",
        "choose another place with -o, or make room on the disk and run again",
    ),
    "stdout.failed": ("không ghi được ra đầu ra chuẩn: {why}", "standard output cannot be written: {why}"),
    "interrupted": ("đã dừng theo yêu cầu", "interrupted"),
    "interrupted.ingest": (
        "đã dừng; {done} tệp đã lưu trọn vẹn. Chạy lại lệnh này để làm tiếp",
        "interrupted; {done} files are stored whole. Run the same command again to go on",
    ),
    "defect": ("lỗi của vbgraph: {name}: {text}", "a defect of vbgraph: {name}: {text}"),
    "defect.hint": (
        "xin báo cho chúng tôi: vbgraph {version}, Python {python}, {system}, lệnh {command}; "
        "thêm --debug để in chi tiết",
        "please report it: vbgraph {version}, Python {python}, {system}, command {command}; "
        "add --debug for a traceback",
    ),
    # the database
    "db.none": ("chưa có cơ sở dữ liệu {path}", "there is no database {path}"),
    "db.none.hint": (
        "tạo bằng: vbgraph ingest THƯ_MỤC, hoặc chỉ bằng --db",
        "make one with: vbgraph ingest FOLDER, or name one with --db",
    ),
    "db.stale": (
        "đồ thị chưa cập nhật theo các tệp đã lưu; chạy lại vbgraph ingest",
        "the graph is older than the files stored; run vbgraph ingest again",
    ),
    "db.good": ("{path}: tốt", "{path}: sound"),
    "db.bad": ("{path}: {count} vấn đề", "{path}: {count} problems"),
    "db.saved": ("đã sao lưu vào {path}", "saved to {path}"),
    "db.migrated": ("{path}: lược đồ {old} → {new}", "{path}: schema {old} → {new}"),
    "db.current": ("{path}: lược đồ {new}, không phải nâng cấp", "{path}: schema {new}, nothing to do"),
    # finding documents
    "doc.none": ("không có văn bản nào khớp “{query}”", "no document fits “{query}”"),
    "doc.none.hint": (
        'tìm bằng: vbgraph search "{query}"',
        'search with: vbgraph search "{query}"',
    ),
    "doc.maybe": ("gần giống:", "near misses:"),
    "doc.many": (
        "“{query}” khớp {count} văn bản; chọn một id dưới đây, hoặc thu hẹp bằng @:",
        "“{query}” fits {count} documents; take one of the ids below, or narrow it with @:",
    ),
    "mention.many": (
        "“{query}” có trong {count} tệp; chọn một id dưới đây:",
        "“{query}” stands in {count} files; take one of the ids below:",
    ),
    "doc.not_held": (
        "{name} chưa có trong kho; chỉ biết qua {count} văn bản trích dẫn",
        "{name} is not held; it is known from {count} texts that cite it",
    ),
    "rows.none": ("không có dòng nào", "no rows"),
    "rows.more": (
        "còn {count} dòng nữa; thêm --limit 0 để xem hết",
        "{count} more rows; add --limit 0 to see them all",
    ),
    "rows.some_more": (
        "còn nữa; thêm --limit 0 để xem hết",
        "there are more; add --limit 0 to see them all",
    ),
    "tree.none.up": ("{name}: không có văn bản nguồn nào", "{name}: no sources"),
    "tree.none.down": ("{name}: không có văn bản nào triển khai", "{name}: no implementers"),
    "tree.again": ("(đã nêu ở trên)", "(see above)"),
    "tree.not_held": ("chưa có", "not held"),
    "path.none": (
        "không có đường đi nào giữa {a} và {b}",
        "there is no way between {a} and {b}",
    ),
    "path.reversed": (
        "không có đường từ {a} đến {b}; đây là đường ngược lại, từ {b} đến {a}",
        "there is no way from {a} to {b}; this is the way back, from {b} to {a}",
    ),
    # ingest
    "scan.skipped": ("bỏ qua {count} tệp: {why}", "skipped {count} files: {why}"),
    "skip.hidden": ("tệp ẩn", "hidden"),
    "skip.office_lock": ("tệp khóa tạm của Word (~$)", "lock files of Word (~$)"),
    "skip.database": ("cơ sở dữ liệu", "the database"),
    "skip.own": ("do vbgraph tạo ra", "written by vbgraph"),
    "skip.excluded": ("theo --exclude", "by --exclude"),
    "skip.loop": ("liên kết vòng", "links that loop"),
    "skip.special": ("không phải tệp thường", "not regular files"),
    "skip.inside": ("đã tính ở đường dẫn khác", "given twice"),
    "skip.unreadable": ("thư mục không mở được", "folders that cannot be opened"),
    "progress.read": ("đang đọc", "reading"),
    "progress.again": ("đang trích lại", "extracting again"),
    "progress.conclude": ("đang nối đồ thị…", "concluding the graph…"),
    "report.files": (
        "Tệp: {read} đã đọc · {unchanged} không đổi · {moved} đổi chỗ · {gone} không còn · {failed} lỗi",
        "Files: {read} read · {unchanged} unchanged · {moved} moved · {gone} gone · {failed} failed",
    ),
    "report.documents": (
        "Văn bản: {held} có trong kho · {missing} được trích dẫn nhưng chưa có · {reports} bài viết · {other} khác",
        "Documents: {held} held · {missing} cited but not held · reports: {reports} · other: {other}",
    ),
    "report.graph": (
        "Trích dẫn: {mentions} · quan hệ: {edges} · còn bỏ ngỏ: {ambiguous} · {seconds} giây",
        "Citations: {mentions} · edges: {edges} · left open: {ambiguous} · {seconds} s",
    ),
    "report.identities": ("Nhận diện từng tệp:", "Each file and its identity:"),
    "report.more": (
        "… và {count} tệp nữa (thêm -v để xem hết)",
        "… and {count} more (add -v to see them all)",
    ),
    "report.numberless": ("Không có số ký hiệu:", "Without a number of their own:"),
    "report.copies": ("bản sao", "copy"),
    "report.gone": (
        "Không còn thấy, vẫn giữ trong kho (thêm --prune để bỏ):",
        "Gone from the folder, kept in the database (--prune takes them out):",
    ),
    "report.pruned": ("Đã bỏ khỏi kho:", "Taken out of the database:"),
    "report.failures": ("Không đọc được:", "Could not be read:"),
    "report.secret": (
        "Có dấu độ mật (không trích nguyên văn khi xuất): {names}",
        "Marked secret (not quoted in maps and exports): {names}",
    ),
    "report.open": ("Còn bỏ ngỏ (chưa xác định được văn bản):", "Left open (more than one document fits):"),
    "report.open.more": ("… và {count} chỗ nữa: vbgraph ambiguous", "… and {count} more: vbgraph ambiguous"),
    "report.conflicts": ("Mâu thuẫn:", "Contradictions:"),
    "report.next": ("Tiếp theo:", "What to type next:"),
    "report.no_identity": ("không nhận ra là văn bản", "not recognised as a document"),
    "report.no_number": ("(không số)", "(no number)"),
    "forget.done": ("đã bỏ {count} tệp khỏi kho", "took {count} files out"),
    "forget.none": ("{path}: không có trong kho", "{path}: not in the database"),
    "forget.none.hint": (
        "xem các tệp bằng: vbgraph list --files",
        "see the files with: vbgraph list --files",
    ),
    # map, export, annotate, demo
    "map.written": (
        "đã ghi {path}: {nodes} văn bản, {edges} quan hệ",
        "wrote {path}: {nodes} documents, {edges} edges",
    ),
    "map.limited": (
        "bản đồ chỉ vẽ {shown} trên {all} văn bản, những văn bản được trích dẫn nhiều nhất; đổi bằng --max-nodes",
        "the map draws {shown} of {all} documents, the most cited ones; change it with --max-nodes",
    ),
    "map.empty": ("không có gì để vẽ", "there is nothing to draw"),
    "export.written": ("đã ghi {path}", "wrote {path}"),
    "secret.left": (
        "có dấu độ mật nên không trích nguyên văn: {count} văn bản; thêm --with-secret nếu thật cần",
        "marked secret and therefore not quoted: {count} (add --with-secret if you must)",
    ),
    "annotate.title": ("Trích dẫn trong {file}", "Citations in {file}"),
    "annotate.contents": ("Danh sách trích dẫn", "List of citations"),
    "demo.start": ("Ghi {count} văn bản mẫu vào {path}", "Writing {count} sample documents to {path}"),
    "demo.upstream": ("Nguồn của {name}:", "Sources of {name}:"),
    "demo.map": ("Bản đồ: mở {path} bằng trình duyệt", "Map: open {path} in a browser"),
    "demo.not_empty": (
        "{path}: không phải thư mục trống; chọn một thư mục mới",
        "{path}: not an empty folder; choose a new one",
    ),
    # cards and counts
    "card.files": ("Tệp", "Files"),
    "card.known": ("Biết qua {count} văn bản", "Texts that cite it: {count}"),
    "card.sources": ("Văn bản nguồn", "Sources"),
    "card.implementers": ("Văn bản triển khai", "Implementers"),
    "card.effects": ("Tác động", "Effects"),
    "card.cited_by": ("Được dẫn bởi", "Cited by"),
    "card.mentions": ("Được nhắc đến ở", "Mentioned at"),
    "card.cites": ("Các trích dẫn trong văn bản", "Citations it makes"),
    "card.open": ("Trích dẫn còn bỏ ngỏ", "Citations left open"),
    "card.flags": ("Điểm cần xem lại", "Doubts"),
    "card.copies": ("Bản sao", "Certified copies"),
    "card.more": (
        "… và {count} dòng nữa (thêm -v để xem hết)",
        "… and {count} more (add -v to see them all)",
    ),
    "card.names": ("Tên gọi khác", "Other names"),
    "explain.merged": ("{count} trích dẫn", "{count} citations"),
    "explain.no_edge": ("giữa {a} và {b} không có quan hệ nào", "nothing relates {a} and {b}"),
    "explain.no_edge.hint": (
        "chuỗi nối qua văn bản khác: vbgraph path {a} {b}",
        "chains through other documents: vbgraph path {a} {b}",
    ),
    "extract.summary": ("{file}: {count} trích dẫn", "{file}: {count} citations"),
    "yes": ("có", "yes"),
    "no": ("không", "no"),
}


@dataclass(frozen=True, slots=True)
class Speech:
    """The voice in one language: `say(key, …)` gives the sentence."""

    lang: str

    def __call__(self, key: str, **values: object) -> str:
        """Return the sentence for `key`, or `key` itself when it already is one, with the values filled in.

        Keys and sentences of other rooms (read, store) are known too.
        """
        values = {k: reason(v, self.lang) for k, v in values.items()}
        if key.startswith("read."):
            from vbgraph.read.messages import sentence

            return sentence(key, values, lang=self.lang)
        text = self._template(key)
        if not values:
            return text
        try:
            return text.format_map({k: _plain(v) for k, v in values.items()})
        except (KeyError, IndexError, ValueError):
            return text

    def _template(self, key: str) -> str:
        entry = MESSAGES.get(key)
        if entry is not None:
            return self.pick(entry)
        if self.lang == "vi":
            from vbgraph.cli.borrowed import SENTENCES

            return SENTENCES.get(key, key)
        return key

    def pick(self, pair: tuple[str, str]) -> str:
        """Return the member of a (vi, en) pair for this language."""
        return pair[LANGUAGES.index(self.lang)]


def _plain(value: object) -> object:
    """Return a value as it stands in a sentence: numbers get no decoration, everything else is text."""
    return value if isinstance(value, (int, float)) else str(value)


def language(argv: list[str], env: Mapping[str, str]) -> str:
    """Return "vi" or "en": --lang, $VBGRAPH_LANG, English in an English locale, else Vietnamese."""
    for i, word in enumerate(argv):
        value = word.partition("=")[2] if word.startswith("--lang=") else ""
        if word == "--lang" and i + 1 < len(argv):
            value = argv[i + 1]
        if value in LANGUAGES:
            return value
    chosen = env.get("VBGRAPH_LANG", "").strip().lower()[:2]
    if chosen in LANGUAGES:
        return chosen
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if env.get(name):
            return "en" if env[name].lower().startswith("en") else "vi"
    return "en" if sys.platform == "win32" and _windows_is_english() else "vi"


def _windows_is_english() -> bool:
    """Say whether Windows shows its own dialogs in English."""
    if os.name != "nt":
        return False
    import ctypes

    kernel = getattr(ctypes, "windll").kernel32  # noqa: B009  (mypy on other systems knows no windll)
    return bool(kernel.GetUserDefaultUILanguage() & 0x3FF == 0x09)

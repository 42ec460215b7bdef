"""Names of columns, relations, levels and kinds as people read them: (vi, en)."""

from __future__ import annotations

import re

from vbgraph.cli.messages import Speech
from vbgraph.cli.rule_words import in_vietnamese
from vbgraph.text import fold_key

RELATIONS: dict[str, tuple[str, str]] = {
    "based_on": ("căn cứ", "based on"),
    "implements": ("thực hiện", "implements"),
    "continues": ("tiếp tục thực hiện", "continues"),
    "guides": ("hướng dẫn", "guides"),
    "amends": ("sửa đổi, bổ sung", "amends"),
    "replaces": ("thay thế", "replaces"),
    "repeals": ("bãi bỏ", "repeals"),
    "suspends": ("đình chỉ", "suspends"),
    "corrects": ("đính chính", "corrects"),
    "consolidates": ("hợp nhất", "consolidates"),
    "promulgates": ("ban hành kèm theo", "promulgates"),
    "reviews": ("sơ kết, tổng kết", "reviews"),
    "reports": ("đưa tin", "reports"),
    "cites": ("dẫn chiếu", "cites"),
}
LEVELS: dict[str, tuple[str, str]] = {
    "central": ("Trung ương", "central"),
    "ministry": ("bộ, ngành", "ministry"),
    "province": ("cấp tỉnh", "province"),
    "district": ("cấp huyện", "district"),
    "commune": ("cấp xã", "commune"),
    "grassroots": ("cơ sở", "grassroots"),
}
COLUMNS: dict[str, tuple[str, str]] = {
    "id": ("id", "id"),
    "code": ("số ký hiệu", "code"),
    "type": ("loại", "type"),
    "name": ("tên", "name"),
    "title": ("trích yếu", "title"),
    "issuer": ("cơ quan", "issuer"),
    "locality": ("địa phương", "locality"),
    "level": ("cấp", "level"),
    "rank": ("bậc", "rank"),
    "date": ("ngày", "date"),
    "held": ("có", "held"),
    "files": ("tệp", "files"),
    "file": ("tệp", "file"),
    "kind": ("dạng", "kind"),
    "cited_by": ("dẫn bởi", "cited by"),
    "mentions": ("số lần", "mentions"),
    "text": ("nguyên văn", "text"),
    "snippet": ("đoạn khớp", "snippet"),
    "candidates": ("khả năng", "candidates"),
    "relation": ("quan hệ", "relation"),
    "source": ("từ", "source"),
    "target": ("đến", "target"),
    "depth": ("bước", "depth"),
    "start": ("từ vị trí", "start"),
    "end": ("đến vị trí", "end"),
    "confidence": ("tin cậy", "confidence"),
    "provision": ("điều khoản", "provision"),
    "signer": ("người ký", "signer"),
    "secrecy": ("độ mật", "secrecy"),
    "term": ("khóa", "term"),
    "score": ("điểm", "score"),
    "position": ("hạng", "position"),
    "count": ("số lượng", "count"),
    "group": ("nhóm", "group"),
    "key": ("mục", "item"),
    "field": ("trường", "field"),
    "state": ("tình trạng", "state"),
    "format": ("định dạng", "format"),
    "reason": ("lý do", "reason"),
    "value": ("giá trị", "value"),
    "mention": ("trích dẫn", "mention"),
    "quote": ("câu dẫn", "quote"),
    "stage": ("khâu", "stage"),
    "rule": ("quy tắc", "rule"),
    "evidence": ("căn cứ", "evidence"),
    "status": ("tình trạng", "status"),
    "flags": ("cờ", "flags"),
    "step": ("bước", "step"),
    "path": ("đường", "path"),
    "problem": ("vấn đề", "problem"),
    "year": ("năm", "year"),
    "document": ("văn bản", "document"),
    "line": ("dòng", "line"),
    "entry": ("nội dung", "entry"),
}
STATUSES: dict[str, tuple[str, str]] = {
    "read": ("đã đọc", "read"),
    "unchanged": ("không đổi", "unchanged"),
    "moved": ("đổi chỗ", "moved"),
    "gone": ("không còn", "gone"),
    "pruned": ("đã bỏ", "pruned"),
    "failed": ("lỗi", "failed"),
    "directive": ("văn bản", "directive"),
    "report": ("bài viết", "report"),
    "other": ("khác", "other"),
}
_GROUPS: dict[str, tuple[str, str]] = {
    "files": ("tệp", "files"),
    "documents": ("văn bản", "documents"),
    "mentions": ("trích dẫn", "mentions"),
    "edges": ("quan hệ", "edges"),
    "relation": ("theo quan hệ", "by relation"),
    "level": ("theo cấp", "by level"),
    "type": ("theo loại", "by type"),
}
_KEYS: dict[str, tuple[str, str]] = {
    "read": ("đã đọc", "read"),
    "gone": ("không còn", "gone"),
    "failed": ("lỗi", "failed"),
    "held": ("có trong kho", "held"),
    "missing": ("chưa có", "missing"),
    "reports": ("bài viết", "reports"),
    "report": ("bài viết", "report"),
    "other": ("khác", "other"),
    "total": ("tất cả", "all"),
    "all": ("tất cả", "all"),
    "ambiguous": ("còn bỏ ngỏ", "left open"),
}
_STAGES: dict[str, tuple[str, str]] = {
    "identify": ("nhận diện", "identify"),
    "extract": ("trích dẫn", "extract"),
    "resolve": ("xác định", "resolve"),
    "edge": ("quan hệ", "edge"),
    "correction": ("đính chính", "correction"),
    "compare": ("đối chiếu", "compare"),
    "merge": ("gộp", "merge"),
}


_MENTIONS: dict[str, tuple[str, str]] = {
    "number": ("số ký hiệu", "number"),
    "name": ("tên gọi", "name"),
    "title": ("trích yếu", "title"),
    "short": ("gọi tắt", "short form"),
    "anaphora": ("gọi lại", "anaphora"),
    "self": ("chính văn bản", "itself"),
}
_FLAGS: dict[str, tuple[str, str]] = {
    "malformed": ("viết sai mẫu", "malformed"),
    "repaired": ("đã chữa", "repaired"),
    "date_conflict": ("ngày mâu thuẫn", "dates conflict"),
    "date_invalid": ("ngày không có thật", "impossible date"),
    "partial_date": ("ngày thiếu", "partial date"),
    "type_mismatch": ("loại không khớp số", "type and sign differ"),
    "type_from_sign": ("loại theo ký hiệu", "type from the sign"),
    "name_mismatch": ("tên không khớp", "names differ"),
    "inferred_code": ("số suy ra", "inferred code"),
    "inferred_locality": ("địa phương suy ra", "inferred place"),
    "ambiguous": ("còn bỏ ngỏ", "ambiguous"),
    "unconfirmed": ("chưa chắc", "unconfirmed"),
    "unknown_name": ("tên chưa biết", "unknown name"),
    "tu_or_tw": ("TU hay TW", "TU or TW"),
}
_DOUBTS: dict[str, tuple[str, str]] = {
    "conflict": ("mâu thuẫn", "conflict"),
    "inferred": ("suy ra", "inferred"),
    "corrected": ("đính chính", "corrected"),
    "joined": ("đã gộp", "joined"),
    "text": ("theo văn bản", "from the texts"),
    "catalogue": ("theo dữ liệu nhận biết", "from the registry"),
}


def doubt(kind: str, say: Speech) -> str:
    """Return the name of a kind of doubt."""
    return say.pick(_DOUBTS[kind]) if kind in _DOUBTS else kind


def rule(key: str, say: Speech, *, verbose: bool = False) -> str:
    """Return a rule as people read it, with its id behind it when all is to be said."""
    told = _rule(key, say)
    return f"{told} = {key}" if verbose and told != key else told


def _rule(key: str, say: Speech) -> str:
    kind, colon, about = key.partition(":")
    if colon and about in COLUMNS and kind in _DOUBTS:
        return f"{doubt(kind, say)}: {column(about, say)}"
    if colon and kind == "relation" and about in RELATIONS:
        return f"{column(kind, say)}: {relation(about, say)}"
    return in_vietnamese(key, RELATIONS) if say.lang == "vi" else key


def told(text: str, say: Speech) -> str:
    """Return what a step says as people read it: relations by name, dates in their own order."""
    if say.lang == "vi":
        text = re.sub(r"(?<=\| )registry$", in_vietnamese("registry", {}), text)
    text = re.sub(r"—(\w+)→", lambda m: f"— {relation(m[1], say)} →", text)
    return re.sub(r"(?<![\w.\-])\d{4}-\d\d(?:-\d\d)?(?![\w.\-])", lambda m: date(m[0], say), text)


def stat_group(key: str, say: Speech) -> str:
    """Return the name of a group of counts."""
    return say.pick(_GROUPS[key]) if key in _GROUPS else key


def stat_key(key: str, say: Speech) -> str:
    """Return the name of one count."""
    return say.pick(_KEYS[key]) if key in _KEYS else key


def stage(key: str, say: Speech) -> str:
    """Return the name of a stage of the pipeline."""
    return say.pick(_STAGES[key]) if key in _STAGES else key


def column(key: str, say: Speech) -> str:
    """Return the heading of a column."""
    return say.pick(COLUMNS[key]) if key in COLUMNS else key


def relation(key: str | None, say: Speech) -> str:
    """Return the name of a relation as people say it."""
    return say.pick(RELATIONS[key]) if key in RELATIONS else (key or "")


def relation_named(words: str) -> str | None:
    """Return the relation that words name: its id, its name as it is printed in either language, or a half of that.

    >>> relation_named("based-on"), relation_named("thuc hien"), relation_named("sửa đổi"), relation_named("khác")
    ('based_on', 'implements', 'amends', None)
    """
    wanted = fold_key(words)
    for whole in (True, False):
        for key, names in RELATIONS.items():
            known = [key, *names] if whole else names[0].split(",")
            if wanted in map(fold_key, known):
                return key
    return None


def relation_choices(say: Speech, *more: str) -> str:
    """Return what may be typed for a relation in the user's language, one behind the other."""
    if say.lang == "vi":
        return "; ".join([*(vi for vi, _ in RELATIONS.values()), *more])
    return ", ".join([*RELATIONS, *more])


def cell(key: str, value: object, say: Speech) -> str:
    """Return a value as people read it in a table: dates, levels, relations and yes/no in their language."""
    if value is None or value == "" or value == []:
        return ""
    if isinstance(value, bool):
        return say("yes") if value else say("no")
    if isinstance(value, (list, tuple)):
        return "; ".join(cell(key, item, say) for item in value)
    if isinstance(value, float):
        return f"{value:.4f}".rstrip("0").rstrip(".")
    text = str(value)
    if key == "date":
        return date(text, say)
    for words, keys in (
        (RELATIONS, {"relation"}),
        (LEVELS, {"level"}),
        (STATUSES, {"kind", "status"}),
        (_MENTIONS, {"kind"}),
        (_FLAGS, {"flags"}),
        (_KEYS, {"state"}),
    ):
        if key in keys and text in words:
            return say.pick(words[text])
    return text


def date(iso: str, say: Speech) -> str:
    """Return an ISO date, perhaps partial, as it is read: 14/03/2024 in Vietnamese, ISO in English.

    >>> date("2024-03", Speech("vi"))
    '03/2024'
    """
    return "/".join(reversed(iso.split("-"))) if say.lang == "vi" else iso

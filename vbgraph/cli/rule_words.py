"""The rules that decide, told in Vietnamese: the ids of `why`, of evidence and of JSON are English words."""

from __future__ import annotations

_VI: dict[str, str] = {
    # what a file is
    "header": "phần đầu văn bản",
    "copy": "bản sao",
    "stamp": "có dấu công văn đến",
    "draft": "dự thảo",
    "annex": "phụ lục",
    # how a citation was read
    "number-and-sign": "số và ký hiệu",
    "number-without-sign": "số không kèm ký hiệu",
    "list": "trong danh sách",
    "list-shares-sign": "chung ký hiệu với danh sách",
    "known-name": "tên gọi đã biết",
    "law-by-name": "tên luật",
    "amending-law": "luật sửa đổi",
    "defined-name": "tên gọi tắt đã đặt",
    "plenum": "hội nghị Trung ương",
    "local-plenum": "hội nghị cấp ủy",
    "congress": "nghị quyết đại hội",
    "yearly-task": "nghị quyết nhiệm vụ hằng năm",
    "title-repeated": "nhắc lại trích yếu",
    "title-with-issuer": "trích yếu kèm cơ quan",
    "title-in-basis": "trích yếu trong phần căn cứ",
    "reference-back": "gọi lại văn bản nêu trước",
    "short-form": "gọi tắt",
    "alias-in-brackets": "tên gọi tắt trong ngoặc",
    "definition": "chỗ đặt tên gọi tắt",
    "term-in-text": "khóa nêu trong văn bản",
    "date-before": "ngày đứng trước",
    "issuer-before": "cơ quan đứng trước",
    "issuer-of-list": "cơ quan của danh sách",
    # how it is related
    "no-cue": "không có từ dẫn",
    "passive": "câu bị động",
    "consolidated": "văn bản hợp nhất",
    "in-title": "nằm trong trích yếu của văn bản khác",
    "list-in-title": "danh sách trong trích yếu",
    "as-in-title": "như trong trích yếu",
    "in-name": "nằm trong tên gọi",
    "from-list-head": "theo mục đầu danh sách",
    "from-heading": "theo đề mục",
    "withheld": "thay đổi không tính cho văn bản này",
    "stands-above": "văn bản có thứ bậc cao hơn",
    # which document it means
    "self": "chính văn bản",
    "code": "số ký hiệu",
    "code+date": "số ký hiệu và ngày",
    "code+term": "số ký hiệu và khóa",
    "same-number": "cùng số, nêu như nhau",
    "only-fit": "chỉ một văn bản khớp",
    "own-number": "số của chính văn bản",
    "date": "ngày",
    "term": "khóa",
    "type": "loại",
    "issuer": "cơ quan",
    "locality": "địa phương",
    "title": "trích yếu",
    "name": "tên gọi",
    "catalogue": "dữ liệu nhận biết",
    "name+catalogue": "tên gọi trong dữ liệu nhận biết",
    "name+title": "tên trùng trích yếu",
    "number+type": "số và loại",
    "ambiguous": "còn bỏ ngỏ",
    "none": "không văn bản nào khớp",
    "predecessor": "tỉnh trước khi sáp nhập",
    "date-outside-term": "ngày ngoài khóa",
    "corrected": "đính chính",
    "registry": "dữ liệu nhận biết",
}
_COMPARED = {"apart": "khác nhau: ", "refused": "không phải, vì khác: ", "fits": "có thể"}
_AGAINST = {**_VI, "later": "ra sau văn bản dẫn"}


def in_vietnamese(key: str, relations: dict[str, tuple[str, str]]) -> str:
    """Return a rule as a Vietnamese reader says it; an id that nobody named stays as it is.

    >>> in_vietnamese("number-and-sign implements.thuc-hien", {"implements": ("thực hiện", "implements")})
    'số và ký hiệu; từ dẫn chỉ “thực hiện”'
    >>> in_vietnamese("refused type date", {})
    'không phải, vì khác: loại, ngày'
    """
    first, *rest = key.split() or [""]
    if first in _COMPARED:
        against = ", ".join(_AGAINST.get(word, word) for word in rest)
        return (_COMPARED[first] + against).removesuffix(": ")
    told = (_word(word, relations) for word in key.split())
    return "; ".join(dict.fromkeys(told))


def _word(word: str, relations: dict[str, tuple[str, str]]) -> str:
    if word in _VI:
        return _VI[word]
    kind, colon, about = word.partition(":")
    if colon and kind == "corrected":
        return f"đính chính {about.rpartition(':')[2]}"
    if colon and kind == "numberless":
        return "văn bản không số: " + ", ".join(_VI.get(part, part) for part in about.split("+"))
    relation = word.partition(".")[0]
    if relation in relations and "." in word:
        passive = ", câu bị động" if word.endswith(".passive") else ""
        return f"từ dẫn chỉ “{relations[relation][0]}”{passive}"
    return word

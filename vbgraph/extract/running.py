"""Titles of cited documents that run on behind them: how they begin, where they end, their words."""

from __future__ import annotations

import re
from functools import lru_cache

from vbgraph.extract.draft import Draft
from vbgraph.extract.page import Page


@lru_cache(maxsize=1)
def title_lead() -> re.Pattern[str]:
    """Match what opens a cited document's title or description; verbs of this text's own clause do not."""
    stop = (
        r"duoc|da|va|hoac|thi(?! hanh)|la|co|trong|tai|theo|con|het|nay|neu|noi|tren|de|cho|bao|phai|voi|do|tu|den|gui(?! [a-z ,]{3,80} (?:ve|v/v) )|nhu|cung|"
        r"gan|dong|nhat|khi|khong|sau|truoc|va|cac|so|hien|se|vao|chua|nham|bi|ma|day|gom|dat|bao gom|kem|chinh|rieng|o"
    )
    return re.compile(rf"[ ]?[,:]?[ ]?(?:[“\"(]|(?:v/v|ve)(?![a-z]))|[ ]?:?[ ]?(?!(?:{stop})(?![a-z]))[a-z]")


def close_titles(
    open_: list[Draft], outer: list[Draft], following: Draft | None, page: Page, high: int = 0
) -> None:
    """Fix where the titles that were running end, and keep their words."""
    limit = (following.provision_start or following.start) if following is not None else high
    for draft in open_:
        if not draft.title_start:
            lead = title_lead().match(page.folded, draft.tail)
            if lead is None or draft.tail >= limit:
                continue
            draft.title_start = draft.tail
        end = draft.title_end or limit
        end = min(end, draft.title_start + 420)
        stop = _title_stop().search(page.folded, draft.title_start + 1, end)
        end = stop.start() if stop else end
        draft.title_end = end
        if draft.kind == "number" and draft.title is None:
            draft.title = _title_words(page, draft.title_start, end)


@lru_cache(maxsize=1)
def title_begins() -> re.Pattern[str]:
    """Match how titles begin: "về", a quotation mark, or the verb of what the document does."""
    verbs = (
        "quy dinh|ban hanh|phe duyet|huong dan|sua doi|bo sung|thay the|bai bo|cong bo|dieu chinh|giao|thanh lap|to chuc|"
        "tang cuong|day manh|tiep tuc|mot so|chan chinh|trien khai|thuc hien|xu ly|chi tiet|kien toan|cho phep|phan cap|"
        "phan cong|thong qua|nang cao|doi moi|xay dung|phat trien|phong|chong|bao ve|khuyen khich|quan ly|chien luoc|"
        "chuc nang|tieu chuan|che do|chinh sach|nhiem vu|chuong trinh|de an|ke hoach|quy che|danh muc|nghiep vu"
    )
    return re.compile(rf"[ ]?[,:]?[ ]?(?:[“\"](?:ve[ ])?|(?:v/v|ve)[ ](?:viec[ ])?|(?=(?:{verbs})[ ,]))")


def _title_words(page: Page, start: int, end: int) -> str | None:
    """Return the title that stands in `text[start:end]`, without its leading "về"; None when that is no title."""
    lead = title_begins().match(page.folded, start, end)
    if lead is None:
        return None
    words = " ".join(page.flat[lead.end() : end].split()).strip(' ,;:.“”"')
    words = re.sub(r"(?:,|\s(?:và|và các|các|gắn với|đồng thời|theo|tại|của))+$", "", words).strip(' ,;“”"')
    if words.count("(") != words.count(")"):
        words = words[: words.rfind("(")].rstrip(" ,") if words.count("(") > words.count(")") else ""
    return words if len(words) >= 8 and not words[0].isdigit() else None


@lru_cache(maxsize=1)
def _title_stop() -> re.Pattern[str]:
    return re.compile(
        # Each alternative begins with one character: the search then looks for those alone.
        r";|\.(?=[ \n]|$)|!(?=[ \n]|$)|\?(?=[ \n]|$)|\n(?:\n|(?=[-+] ))|”|\((?:sau day|viet tat|goi tat|da duoc|duoc)"
        r"| (?:(?:da )?duoc (?:sua|thay|bo sung)|gan voi thuc hien)"
        r"|,(?:(?:da )?duoc (?:sua|thay|bo sung)| (?:gan voi|dong thoi|cung voi|ban thuong vu|uy ban nhan dan)(?![a-z])|gan voi thuc hien)"
    )

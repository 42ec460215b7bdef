"""Facts of one text → the JSON that `extract` prints: every key in fixed order, unknown fields null."""

from __future__ import annotations

from collections.abc import Sequence

from vbgraph.models import Copy, Document, Mention
from vbgraph.query import provision_json


def extraction_object(
    file: str, documents: Sequence[Document], mentions: Sequence[Mention]
) -> dict[str, object]:
    """Return the object for one file: its documents, the main one first, and its citations."""
    return {
        "schema": 1,
        "file": file,
        "documents": [document_object(d) for d in documents],
        "citations": [citation_object(m) for m in mentions],
    }


def document_object(document: Document) -> dict[str, object]:
    """Return a document as its own heading shows it."""
    return {
        "kind": document.kind,
        "type": document.type,
        "number": document.number,
        "sign": document.sign,
        "code": document.code,
        "issuer": document.issuer,
        "locality": document.locality,
        "level": document.level,
        "date": document.date,
        "title": document.title,
        "signer": document.signer,
        "about": document.about,
        "about_id": document.about_id,
        "recipients": list(document.recipients),
        "secrecy": document.secrecy,
        "copy": copy_object(document.copy),
        "start": document.start,
        "end": document.end,
        "flags": list(document.flags),
    }


def copy_object(copy: Copy | None) -> dict[str, object] | None:
    """Return the mark of a certified copy, or None."""
    return None if copy is None else {"code": copy.code, "copier": copy.copier, "date": copy.date}


def citation_object(mention: Mention) -> dict[str, object]:
    """Return one citation; `provision` is always a list, empty when the whole document is meant."""
    return {
        "id": mention.id,
        "document": mention.document,
        "start": mention.start,
        "end": mention.end,
        "text": mention.text,
        "kind": mention.kind,
        "type": mention.type,
        "number": mention.number,
        "year": mention.year,
        "sign": mention.sign,
        "code": mention.code,
        "name": mention.name,
        "date": mention.date,
        "issuer": mention.issuer,
        "locality": mention.locality,
        "term": mention.term,
        "title": mention.title,
        "provision": [provision_json(p) for p in mention.provisions],
        "relation": mention.relation,
        "by": mention.by,
        "by_id": mention.by_id,
        "of": mention.of,
        "of_id": mention.of_id,
        "flags": list(mention.flags),
        "confidence": round(mention.confidence, 4),
        "why": mention.why,
    }

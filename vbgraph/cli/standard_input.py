"""A text from standard input put into the store: it has a name but no place on the disk, so it never vanishes."""

from __future__ import annotations

import hashlib

from vbgraph.cli.streams import read_stdin
from vbgraph.errors import ReadError
from vbgraph.models import FileFacts
from vbgraph.pipeline import FileReport, reader, versions
from vbgraph.store import Failure, FileRecord, Store

#: Where such texts are kept: no folder has this name, and no walk of a folder looks for them.
ROOT = "-"
#: How such a text is called unless it is given a name.
NAME = "stdin"


def put(store: Store, name: str, lang: str) -> FileReport:
    """Store the text of standard input with its facts and return what became of it.

    The same text under the same name is left as it is; another text takes its place. Nothing is concluded yet.
    """
    from vbgraph.cli.messages import Speech
    from vbgraph.read import read_bytes
    from vbgraph.workers import facts_of

    path = store.path_for(ROOT, name)
    try:
        data = read_stdin(name)
        sha256 = hashlib.sha256(data).hexdigest()
        before = store.file(path)
        if before is not None and (before.state, before.sha256, before.reader) == ("read", sha256, reader()):
            return FileReport(path, "unchanged")
        text = read_bytes(data, name)
    except ReadError as error:
        say = Speech(lang)
        failure = Failure(error.code, say(error.message, **error.values), say(error.hint, **error.values))
        return FileReport(path, "failed", failure=failure)
    documents, mentions = facts_of(text)
    extractor, registry = versions()
    record = FileRecord(
        path,
        ROOT,
        name,
        "read",
        sha256,
        len(data),
        0,
        extractor=extractor,
        registry=registry,
        reader=reader(),
    )
    with store.batch():
        store.add_file(record, text, FileFacts(path, sha256, documents, mentions))
    return FileReport(path, "read")

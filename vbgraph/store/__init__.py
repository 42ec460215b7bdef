"""The store: ONE SQLite file that keeps what files say (facts) and what follows from it (conclusions).

    from vbgraph.store import Store, FileRecord, Failure

    with Store.open("vbgraph.db", create=True) as store:      # writes; brings the schema up to date
        path = store.path_for("/data/docs", "a/b.docx")       # "a/b.docx", unique in the store
        with store.batch():                                    # one transaction; any exception undoes it
            store.add_file(
                FileRecord(path=path, root="/data/docs", relative="a/b.docx", sha256="…", size=1, mtime_ns=2,
                           extractor="1", registry="…"),
                text,                                          # models.Text: content, format, encoding, meta
                file_facts,                                    # models.FileFacts: documents and mentions
            )
            store.add_known(record)                            # same content as a stored one: no text, no facts
            store.add_failure(FileRecord(path=…, state="failed", failure=Failure("empty", "…", "…")))
            store.move("old/path.docx", record)                # same content, new path (or new size/time)
        store.settle_paths()                                   # names that follow from which files there are
        store.mark_gone(["x.docx"]); store.forget("y.docx"); store.prune()

    Store.open(path)                      reads only, never writes; Store.open(path, read_only=False) writes, no create
    store.files() / file(path) / files_with(sha256)            FileRecord rows: compare with a scan
    store.text(sha256) / text_of(path) -> Text, store.facts(path) -> FileFacts, store.facts_of_all() -> sorted by path, streaming
    store.outdated(extractor=…, registry=…) -> sha256…, store.replace_facts(sha256, documents, mentions, …)
    store.facts_digest(), store.conclusions_stale(rules=…)     rules: what else conclusions depend on, as one string
    store.replace_conclusions(graph, facts_digest=…, rules=…)  atomic; writes only what changed
    store.nodes() / node(id) / edges() / resolutions() / graph()
    store.counts() -> Counts, check() -> Problems, backup(target), Store.migrate(path) -> (before, after)

A file that fails, or is gone, keeps the facts it had. Every method raises StoreError when the database cannot be used.
Messages of StoreError are sentences with {path}, {reason} … to be filled from `values`.
"""

from vbgraph.store.quoting import quoter
from vbgraph.store.records import Counts, Failure, FileRecord, Problem, stored_path
from vbgraph.store.store import Store

__all__ = ["Counts", "Failure", "FileRecord", "Problem", "Store", "quoter", "stored_path"]

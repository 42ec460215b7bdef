-- Facts: files, the text of each content, and what the text says of itself and of others.
CREATE TABLE meta (
    key TEXT PRIMARY KEY,
    value TEXT NOT NULL
) WITHOUT ROWID;

-- One row for each file content (sha256 of the bytes). `text` is zlib over UTF-8.
CREATE TABLE contents (
    id INTEGER PRIMARY KEY,
    sha256 TEXT NOT NULL UNIQUE,
    format TEXT NOT NULL,
    encoding TEXT,
    meta TEXT,
    chars INTEGER NOT NULL,
    text BLOB NOT NULL,
    extractor TEXT NOT NULL,
    registry TEXT NOT NULL
);

-- `path` is how the file is called everywhere (unique); `root` and `relative` say where it was found.
-- A file that fails keeps the content it had before: nothing is dropped because it could not be seen this time.
CREATE TABLE files (
    id INTEGER PRIMARY KEY,
    path TEXT NOT NULL UNIQUE,
    root TEXT NOT NULL,
    relative TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('read', 'gone', 'failed')),
    sha256 TEXT,
    size INTEGER NOT NULL,
    mtime_ns INTEGER NOT NULL,
    content INTEGER REFERENCES contents (id),
    failure_code TEXT,
    failure_reason TEXT,
    failure_hint TEXT,
    read_at TEXT NOT NULL,
    CHECK (state = 'failed' OR content IS NOT NULL),
    UNIQUE (root, relative)
);
CREATE INDEX files_content ON files (content);
CREATE INDEX files_sha256 ON files (sha256);

-- Tuple fields are JSON; an empty tuple is NULL.
CREATE TABLE documents (
    content INTEGER NOT NULL REFERENCES contents (id) ON DELETE CASCADE,
    ix INTEGER NOT NULL,
    kind TEXT NOT NULL,
    type TEXT,
    number TEXT,
    year INTEGER,
    sign TEXT,
    code TEXT,
    issuer TEXT,
    locality TEXT,
    district TEXT,
    level TEXT,
    date TEXT,
    term TEXT,
    title TEXT,
    signer TEXT,
    about TEXT,
    about_id TEXT,
    recipients TEXT,
    secrecy TEXT,
    copy TEXT,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    header_end INTEGER NOT NULL,
    body_end INTEGER NOT NULL,
    title_span TEXT,
    flags TEXT,
    PRIMARY KEY (content, ix)
) WITHOUT ROWID;

-- `ix` keeps the order in which extraction gave the mentions.
CREATE TABLE mentions (
    content INTEGER NOT NULL REFERENCES contents (id) ON DELETE CASCADE,
    ix INTEGER NOT NULL,
    id TEXT NOT NULL,
    document INTEGER NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    text TEXT NOT NULL,
    kind TEXT NOT NULL,
    type TEXT,
    number TEXT,
    year INTEGER,
    sign TEXT,
    code TEXT,
    name TEXT,
    date TEXT,
    issuer TEXT,
    locality TEXT,
    district TEXT,
    term TEXT,
    title TEXT,
    provisions TEXT,
    relation TEXT,
    by TEXT,
    by_id TEXT,
    "of" TEXT,
    of_id TEXT,
    quote TEXT,
    cue TEXT,
    flags TEXT,
    confidence REAL NOT NULL,
    why TEXT NOT NULL,
    PRIMARY KEY (content, ix)
) WITHOUT ROWID;
CREATE UNIQUE INDEX mentions_id ON mentions (id, content);

-- Conclusions: documents of the graph, what each mention means, edges. All of it can be concluded again from the
-- facts, so files are named by path and a forgotten file does not take rows along before the next conclusion.
-- `digest` tells whether a row has to be written again.
CREATE TABLE nodes (
    id INTEGER PRIMARY KEY,
    node TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    code TEXT,
    type TEXT,
    name TEXT,
    title TEXT,
    issuer TEXT,
    locality TEXT,
    level TEXT,
    rank INTEGER,
    date TEXT,
    term TEXT,
    held INTEGER NOT NULL,
    secrecy TEXT,
    draft INTEGER NOT NULL,
    flags TEXT,
    why TEXT NOT NULL,
    code_key TEXT,
    digest BLOB NOT NULL
);
CREATE INDEX nodes_code_key ON nodes (code_key);

CREATE TABLE node_files (
    node INTEGER NOT NULL REFERENCES nodes (id) ON DELETE CASCADE,
    ix INTEGER NOT NULL,
    file TEXT NOT NULL,
    PRIMARY KEY (node, ix)
) WITHOUT ROWID;
CREATE INDEX node_files_file ON node_files (file);

CREATE TABLE node_copies (
    node INTEGER NOT NULL REFERENCES nodes (id) ON DELETE CASCADE,
    ix INTEGER NOT NULL,
    file TEXT NOT NULL,
    document INTEGER NOT NULL,
    copy TEXT,
    PRIMARY KEY (node, ix)
) WITHOUT ROWID;
CREATE INDEX node_copies_file ON node_copies (file, document);

-- `folded` is what a reader would call the same name: no case, accents, punctuation. Titles have ix -1 and
-- the node's own name ix -2, so that one index answers every question for a name.
CREATE TABLE node_names (
    node INTEGER NOT NULL REFERENCES nodes (id) ON DELETE CASCADE,
    ix INTEGER NOT NULL,
    name TEXT NOT NULL,
    folded TEXT NOT NULL,
    PRIMARY KEY (node, ix)
) WITHOUT ROWID;
CREATE INDEX node_names_folded ON node_names (folded);

CREATE TABLE node_notes (
    node INTEGER NOT NULL REFERENCES nodes (id) ON DELETE CASCADE,
    ix INTEGER NOT NULL,
    kind TEXT NOT NULL,
    field TEXT NOT NULL,
    "values" TEXT,
    evidence TEXT,
    PRIMARY KEY (node, ix)
) WITHOUT ROWID;

CREATE TABLE edges (
    id INTEGER PRIMARY KEY,
    source INTEGER NOT NULL REFERENCES nodes (id) ON DELETE CASCADE,
    target INTEGER NOT NULL REFERENCES nodes (id) ON DELETE CASCADE,
    relation TEXT NOT NULL,
    provisions TEXT,
    confidence REAL NOT NULL,
    mentions INTEGER NOT NULL,
    digest BLOB NOT NULL,
    UNIQUE (source, target, relation),
    CHECK (source <> target)
);
CREATE INDEX edges_target ON edges (target, source);

CREATE TABLE evidence (
    edge INTEGER NOT NULL REFERENCES edges (id) ON DELETE CASCADE,
    ix INTEGER NOT NULL,
    file TEXT NOT NULL,
    asserted_by TEXT NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    quote TEXT NOT NULL,
    rule TEXT NOT NULL,
    secrecy TEXT,
    PRIMARY KEY (edge, ix)
) WITHOUT ROWID;

-- One row for each file: the digest over all its resolutions.
CREATE TABLE resolved (
    id INTEGER PRIMARY KEY,
    file TEXT NOT NULL UNIQUE,
    digest BLOB NOT NULL
);

CREATE TABLE resolutions (
    file INTEGER NOT NULL REFERENCES resolved (id) ON DELETE CASCADE,
    mention TEXT NOT NULL,
    target TEXT,
    candidates TEXT,
    rule TEXT NOT NULL,
    confidence REAL NOT NULL,
    PRIMARY KEY (file, mention)
) WITHOUT ROWID;
CREATE INDEX resolutions_target ON resolutions (target);
CREATE INDEX resolutions_open ON resolutions (file) WHERE candidates IS NOT NULL;

-- Each citation with the document it stands in: `citing` is NULL where the text is no document of the graph.
CREATE VIEW citations AS
SELECT
    resolved.file AS file,
    resolutions.mention AS mention,
    resolutions.target AS target,
    resolutions.candidates AS candidates,
    resolutions.rule AS rule,
    resolutions.confidence AS sureness,
    files.content AS content,
    mentions.ix AS ix,
    mentions.document AS document,
    (SELECT node FROM node_copies WHERE node_copies.file = resolved.file AND node_copies.document = mentions.document) AS citing
FROM resolutions
JOIN resolved ON resolved.id = resolutions.file
JOIN files ON files.path = resolved.file
JOIN mentions ON mentions.content = files.content AND mentions.id = resolutions.mention;

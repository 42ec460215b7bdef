-- Full-text search. The body index holds no text of its own (the text is in `contents`); `searchable` undoes the
-- compression and writes đ as d, which unicode61 does not. detail=full, because Vietnamese words are groups of
-- syllables and only phrases find them: measured on 700 texts 0.60 s against 0.47 s for detail=none.
CREATE VIRTUAL TABLE text_index USING fts5 (
    body, content = '', detail = full, tokenize = "unicode61 remove_diacritics 2"
);
INSERT INTO text_index (rowid, body) SELECT id, searchable(text) FROM contents;

-- The short fields of the documents, folded before they are stored.
CREATE VIRTUAL TABLE node_index USING fts5 (
    code, title, names, issuer, tokenize = "unicode61 remove_diacritics 2"
);
INSERT INTO node_index (rowid, code, title, names, issuer)
SELECT
    id,
    folded(code),
    folded(title),
    (SELECT group_concat(folded, ' | ') FROM node_names WHERE node_names.node = nodes.id AND ix <> -1),
    folded(issuer)
FROM nodes;

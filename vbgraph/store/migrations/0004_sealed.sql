-- Words of a node that only texts marked secret attest (JSON; none: NULL), and the version of the reader that made a
-- text: facts can be taken again from a stored text, the text itself only from its file.
ALTER TABLE nodes ADD COLUMN sealed TEXT;
ALTER TABLE contents ADD COLUMN reader TEXT NOT NULL DEFAULT '1';

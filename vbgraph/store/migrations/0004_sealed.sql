-- Words of a node that only texts marked secret attest (JSON; none: NULL), and the version of the reader that last
-- looked at a file: facts can be taken again from a stored text, a text (or a failure) only from the file.
ALTER TABLE nodes ADD COLUMN sealed TEXT;
ALTER TABLE files ADD COLUMN reader TEXT;

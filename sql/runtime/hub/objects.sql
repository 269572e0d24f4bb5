-- What is ours, by name: a rollback drops these and nothing else.
CREATE TABLE IF NOT EXISTS v1_hub.object (
    type text NOT NULL,
    identity text NOT NULL,
    fate text,
    rendered text,
    found text,
    CONSTRAINT object_pkey PRIMARY KEY (type, identity),
    CONSTRAINT object_fate_check CHECK (fate IN ('dropped', 'view', 'kept', 'grows'))
);

COMMENT ON TABLE v1_hub.object IS
'Everything that lay in our schemas, or hung on what we made, at the end of the install: type and '
'identity as pg_identify_object() tells them. Whatever else is there later is somebody else''s.';
COMMENT ON COLUMN v1_hub.object.fate IS
'What a rollback does to a relation or column: dropped; view: replaced by the table; kept; grows: '
'kept, and the package adds partitions. NULL: it goes with the others.';
COMMENT ON COLUMN v1_hub.object.rendered IS
'Of a function, trigger or view: hash of the text that made it, to tell when a newer package has '
'another one. NULL: none of the package''s texts.';
COMMENT ON COLUMN v1_hub.object.found IS
'Hash of what PostgreSQL made of that text then, to tell what somebody has altered since. Words of '
'views and triggers are those of one major version, which stands before the hash.';

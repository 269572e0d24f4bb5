-- The hub of the stub package: one table.
CREATE TABLE @hub@.v1_hub_thing (
    id integer PRIMARY KEY
);
INSERT INTO @hub@.v1_hub_thing
SELECT i FROM generate_series(1, current_setting('v1_hub.sample_rows')::integer) AS i;

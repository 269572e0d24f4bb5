-- One row of the log of runs, wherever the log is.
INSERT INTO {{ log }} (began_at, ended_at, command, version, outcome, what)
VALUES (
    {{ began_at | literal }}, clock_timestamp(), {{ command | literal }}, {{ version | literal }},
    {{ outcome | literal }}, {{ what | literal }}
);

-- One row of the log of runs, wherever the log is; both times by the clock of the server.
INSERT INTO {{ log }} (began_at, ended_at, command, version, outcome, what)
VALUES (
    clock_timestamp() - make_interval(secs => {{ seconds }}), clock_timestamp(),
    {{ command | literal }}, {{ version | literal }},
    {{ outcome | literal }}, {{ what | literal }}
);

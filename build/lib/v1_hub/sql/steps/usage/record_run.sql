-- Notes that a run took place at $1, how many statements it read, and how many it could not.
INSERT INTO v1_hub.usage_run (ran_at, statements, hidden)
VALUES ($1, $2, $3);

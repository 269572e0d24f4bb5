-- Notes that a run took place at $1, how many statements it read, how many it could not, and since when
-- they were counted.
INSERT INTO v1_hub.usage_run (ran_at, statements, hidden, statistics_since)
VALUES ($1, $2, $3, $4);

#!/bin/bash
# pg_dump -t v1_hub_proxy_usage
pg_dump -Fc -t v1_hub_work_slots -t "v1_hub_proxy_heartbeat" "$DB" > beats.dump # breaks
pg_dump \
    --table 'v1_hub_client_*' hub | gzip > logs.gz
pg_dump -n public hub > all.sql # breaks
pg_dump hub > all.sql
psql "$DB" -c "VACUUM (ANALYZE) v1_hub_proxy_usage" # differs
psql -c "\copy v1_hub_proxy_usage TO '/tmp/usage.csv' CSV" # breaks 42809
psql -c 'SELECT count(*) FROM v1_hub_proxy_usage' # fine
psql "$DB" <<'SQL'
REINDEX TABLE v1_hub_proxy_usage;
SQL
psql "$DB" <<SQL
TRUNCATE v1_hub_proxy_usage, $OTHER;
CREATE PUBLICATION p FOR TABLE v1_hub_proxy_usage;
SQL
reindexdb -t v1_hub_proxy_heartbeat hub # breaks 42809
echo "done with v1_hub_proxy_usage"

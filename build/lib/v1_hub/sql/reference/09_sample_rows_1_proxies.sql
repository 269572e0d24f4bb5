-- Sample rows of key words and proxies; v1_hub.sample_rows says how many of all, 3000 if unset.

-- The number is that of the usage rows (0: no rows at all), and the other tables follow from it:
-- activity a half, results a third. They are the same on every run, with hashes in the place of
-- random(), and their times end now: an age of 30 days × (1 - rank)³ crowds them so that a
-- report of the last hour finds some. Every column that may be NULL is NULL somewhere.
SELECT set_config('v1_hub.sample_' || size.of_what, (sign(given.n) * size.n)::integer::text, TRUE)
FROM (
    SELECT coalesce(nullif(current_setting('v1_hub.sample_rows', TRUE), ''), '3000')::integer AS n
) AS given
CROSS JOIN LATERAL (
    VALUES
    ('rows', given.n), ('few', 20),
    ('keywords', greatest(30, given.n / 2000)),
    ('proxies', least(1000, greatest(50, given.n / 5000))),
    ('slots', greatest(40, given.n / 2500)),
    ('clients', least(200, greatest(20, given.n / 5000))),
    ('triggers', greatest(100, given.n / 100))
) AS size (of_what, n);

INSERT INTO {{ hub | ident }}.v1_hub_test_keywords (keyword, code, option, created_at)
SELECT
    CASE i % 5
        WHEN 0 THEN '무선 이어폰'
        WHEN 1 THEN '캠핑 의자'
        WHEN 2 THEN '유기농 사과'
        WHEN 3 THEN 'it''s "50%" \off'
        ELSE '여름 원피스'
    END || ' ' || i,
    CASE WHEN i % 4 <> 0 THEN 'C' || lpad(i::text, 5, '0') END,
    CASE i % 3 WHEN 0 THEN '로켓배송' WHEN 1 THEN '무료배송' END,
    CASE WHEN i % 29 <> 0 THEN LOCALTIMESTAMP - i * interval '3 hours' END
FROM generate_series(1, current_setting('v1_hub.sample_keywords')::integer) AS i;

INSERT INTO {{ hub | ident }}.v1_hub_ip_keyword_restrictions (
    client_ip, keyword_id, reason, is_active, expires_at
)
SELECT
    '10.8.0.' || i,
    1 + i % 30,
    CASE WHEN i % 3 <> 0 THEN '중복 검색 제한' END,
    i % 4 <> 0,
    CASE WHEN i % 2 = 0 THEN LOCALTIMESTAMP + i * interval '1 hour' END
FROM generate_series(1, current_setting('v1_hub.sample_few')::integer) AS i;

-- Five proxies a server: 203.0.113.1 to .200 at most.
INSERT INTO {{ hub | ident }}.v1_hub_proxies (
    server_ip, port, external_ip, use_count, last_used_at, last_toggle_at, status,
    created_at, updated_at, is_virtual
)
SELECT
    '203.0.113.' || 1 + (i - 1) / 5,
    3128 + (i - 1) % 5,
    CASE WHEN i % 8 <> 0 THEN '198.51.' || i / 250 || '.' || 1 + i % 250 END,
    CASE WHEN i % 23 <> 0 THEN abs(hashint4extended(i, 1) % 5000) END,
    CASE WHEN i % 9 <> 0 THEN LOCALTIMESTAMP - i * interval '7 minutes' END,
    CASE WHEN i % 6 <> 0 THEN LOCALTIMESTAMP - i * interval '11 minutes' END,
    CASE i % 12 WHEN 0 THEN 'inactive' WHEN 5 THEN 'toggling' WHEN 11 THEN NULL ELSE 'active' END,
    CASE WHEN i % 31 <> 0 THEN LOCALTIMESTAMP - interval '90 days' + i * interval '1 hour' END,
    CASE WHEN i % 37 <> 0 THEN LOCALTIMESTAMP - i * interval '5 minutes' END,
    CASE WHEN i % 41 <> 0 THEN i % 10 = 0 END
FROM generate_series(1, current_setting('v1_hub.sample_proxies')::integer) AS i;

-- Four lines a proxy, and two lines that are in no proxy yet.
INSERT INTO {{ hub | ident }}.v1_hub_proxy_ip_mapping (
    proxy_id, proxy_number, current_ip, is_active, last_toggle, heartbeat_at, updated_at
)
SELECT
    nullif(p.id, 0),
    line,
    CASE
        WHEN p.id % 11 = 0 THEN NULL
        WHEN p.id % 7 = 0 THEN '2001:db8::' || to_hex(p.id) || ':' || line
        ELSE '198.51.' || 100 + p.id / 60 || '.' || (p.id % 60) * 4 + line
    END,
    CASE WHEN (p.id + line) % 17 <> 0 THEN (p.id + line) % 9 <> 0 END,
    CASE WHEN line <> 4 THEN LOCALTIMESTAMP - (p.id * 4 + line) * interval '97 seconds' END,
    CASE WHEN p.id % 19 <> 0 THEN LOCALTIMESTAMP - (p.id * 4 + line) * interval '1 second' END,
    CASE WHEN p.id % 43 <> 0 THEN LOCALTIMESTAMP - (p.id * 4 + line) * interval '3 seconds' END
FROM (
    SELECT id FROM {{ hub | ident }}.v1_hub_proxies
    UNION ALL
    SELECT 0
    WHERE current_setting('v1_hub.sample_rows') <> '0'
) AS p
CROSS JOIN generate_series(1, 4) AS line
WHERE p.id > 0 OR line <= 2
ORDER BY p.id, line;

-- One heartbeat a server, and three of servers that have no proxy.
INSERT INTO {{ hub | ident }}.v1_hub_proxy_heartbeat (name, remote_ip, created_at, updated_at)
SELECT
    'server-' || i,
    CASE WHEN i <= s.servers THEN '203.0.113.' || i ELSE '192.0.2.' || i END,
    CASE WHEN i % 7 <> 0 THEN LOCALTIMESTAMP - interval '60 days' + i * interval '1 day' END,
    CASE WHEN i % 13 <> 0 THEN LOCALTIMESTAMP - i * i * interval '1.7 seconds' END
FROM (SELECT count(DISTINCT server_ip) AS servers FROM {{ hub | ident }}.v1_hub_proxies) AS s
CROSS JOIN LATERAL generate_series(1, s.servers + 3) AS i
WHERE s.servers > 0;

INSERT INTO {{ hub | ident }}.v1_hub_proxy_usage (
    proxy_id, keyword_id, used_ip, success, response_time_ms, created_at
)
SELECT
    CASE WHEN i % 103 <> 0 THEN 1 + abs(hashint4extended(i, 1) % size.proxies) END,
    CASE WHEN i % 53 <> 0 THEN 1 + abs(hashint4extended(i, 2) % size.keywords) END,
    CASE WHEN i % 61 <> 0 THEN '198.51.100.' || 1 + abs(hashint4extended(i, 1) % 250) END,
    CASE WHEN i % 997 <> 0 THEN dice.percent >= 8 END,
    CASE WHEN dice.percent >= 6 THEN 90 + dice.percent * dice.percent / 4 + i % 50 END,
    CASE
        WHEN i % 1499 <> 0 THEN
            LOCALTIMESTAMP - interval '30 days' * (1 - i::float8 / size.n) ^ 3
            - (size.n - i) * interval '1 millisecond'
    END
FROM (
    SELECT
        current_setting('v1_hub.sample_rows')::integer AS n,
        current_setting('v1_hub.sample_proxies')::integer AS proxies,
        current_setting('v1_hub.sample_keywords')::integer AS keywords
) AS size
CROSS JOIN LATERAL generate_series(1, size.n) AS i
CROSS JOIN LATERAL (SELECT abs(hashint4extended(i, 3) % 100)::integer AS percent) AS dice;

INSERT INTO {{ hub | ident }}.v1_hub_proxy_usage_archive (
    proxy_id, keyword_id, used_ip, success, response_time_ms, created_at
)
SELECT
    i,
    i + 1,
    '198.51.100.' || i,
    i % 5 <> 0,
    100 + i,
    LOCALTIMESTAMP - interval '1 year' + i * interval '1 day'
FROM generate_series(1, current_setting('v1_hub.sample_few')::integer) AS i;

-- What the server and the current role are.
SELECT
    current_setting('server_version_num')::integer AS version,
    current_user AS role,
    (
        SELECT coalesce(array_agg(n.nspname::text ORDER BY n.nspname), '{}')
        FROM pg_namespace AS n
        WHERE has_schema_privilege(n.oid, 'CREATE')
    ) AS may_create_in,
    (
        SELECT coalesce(array_agg(n.nspname::text ORDER BY n.nspname), '{}')
        FROM pg_namespace AS n
        WHERE
            pg_has_role(n.nspowner, 'USAGE')
            OR has_schema_privilege(n.oid, 'CREATE WITH GRANT OPTION')
    ) AS may_grant_in;

-- The history goes on in the audit log: its rows of this table, the report's eight columns.
CREATE PUBLICATION v1_hub_history FOR TABLE {{ audit_log }}
    (id, table_name, record_id, action, changed_by, changed_at, old_data, new_data)
    WHERE (table_name = {{ slots | literal }})
    WITH (publish = 'insert', publish_via_partition_root = TRUE);

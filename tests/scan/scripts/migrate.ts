import { Client } from 'pg';
type Row = { id: number; name: "ALTER TABLE v1_hub_proxy_usage ADD COLUMN t int" }; // breaks 42809
export async function up(client: Client): Promise<void> {
  await client.query<Row>(`DO $$
  BEGIN
    UPDATE v1_hub_work_results SET status = 'error' WHERE status IS NULL;
    ALTER TABLE v1_hub_work_results DROP COLUMN IF EXISTS block_details;
  END $$`); // on line 7: breaks 42809
  await client.query(`COMMENT ON TABLE v1_hub_daily_work_tracking IS 'a day''s work'`); // breaks 42809
  const sum: number = (await client.query('SELECT count(*) FROM v1_hub_client_activity_logs')).rows[0]; // fine
  await client.query(`DELETE FROM v1_hub_work_slots_history WHERE changed_at < $1`, [sum]); // breaks 42501
}

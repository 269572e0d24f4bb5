// Run at the start of the server: stops at its second statement today.
const table = 'v1_hub_work_results'; // not readable
async function start(pool, column) {
  await pool.query(`
    CREATE TABLE IF NOT EXISTS v1_hub_proxy_heartbeat (
      id SERIAL PRIMARY KEY, name VARCHAR(100) NOT NULL UNIQUE
    )`);
  await pool.query('CREATE INDEX IF NOT EXISTS idx_hb ON v1_hub_proxy_heartbeat(name)'); // breaks 42809
  await pool.query("CREATE INDEX IF NOT EXISTS idx_hb_updated " + // breaks 42809
    "ON v1_hub_proxy_heartbeat(updated_at DESC)");
  await pool.query(`CREATE INDEX idx_${column} ON v1_hub_proxy_usage(${column})`); // breaks 42809
  const why = /TRUNCATE v1_hub_proxy_usage '/; // 'TRUNCATE v1_hub_proxy_usage'
  await pool.query(`SELECT ctid, u.* FROM v1_hub_proxy_usage u WHERE ${why} AND id = $1 ${column}`, [1]); // breaks 42703
  await pool.query(`TRUNCATE ${table}`); // not readable
  await pool.query('INSERT INTO v1_hub_proxy_usage (proxy_id) VALUES ($1) RETURNING *', [1]); // fine
  await pool.query(`UPDATE v1_hub_proxy_ip_mapping SET ${column} = $1 WHERE proxy_id = ANY($2)`); // fine
  await pool.query(`INSERT INTO v1_hub_work_results (id, status) VALUES ${why} ON CONFLICT (id) DO NOTHING`); // breaks 42P10
  console.log('could not update v1_hub_proxy_usage');
  exec(`pg_dump -t v1_hub_proxy_usage hub | gzip > ${table}`); // breaks
}

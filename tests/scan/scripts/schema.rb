# execute "TRUNCATE v1_hub_proxy_usage"
class AddAsn < ActiveRecord::Migration[7.1]
  def up
    add_column :v1_hub_proxy_usage, :asn, :integer # not readable
    execute "ALTER TABLE v1_hub_proxy_usage ADD COLUMN #{column} int" # breaks 42809
    execute <<~SQL
      SELECT pg_get_serial_sequence('v1_hub_proxy_usage', '#{column}');
      TRUNCATE v1_hub_proxy_ip_mapping RESTART IDENTITY;
    SQL
    execute 'UPDATE v1_hub_proxy_usage SET success = true' # fine
    execute %q{LOCK TABLE v1_hub_work_slots_history} # differs
  end
end

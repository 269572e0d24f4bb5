<html><?php
$rows = $db->query("SELECT * FROM v1_hub_proxy_usage TABLESAMPLE SYSTEM ($percent)"); // breaks 0A000
$db->exec('CREATE TABLE child () INHERITS (v1_hub_proxy_usage)'); // breaks 42809
$db->query("SELECT r.id, r.status FROM v1_hub_work_results r WHERE r.id = {$row['id']} GROUP BY r.id"); // breaks 42803
$db->query('SELECT * FROM ' . $table . ' JOIN v1_hub_proxy_usage u ON u.id = ' . $id); // fine
$db->exec(<<<SQL
    CREATE TABLE later (usage_id int REFERENCES v1_hub_proxy_usage (id), n $type);
    SQL);
$stmt = $db->prepare('INSERT INTO v1_hub_work_results (id) VALUES (?) ON CONFLICT DO NOTHING'); // breaks 23505
?></html>

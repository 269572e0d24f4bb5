-- Writes through the history view: new rows only.
CREATE TRIGGER write_work_slots_history
INSTEAD OF INSERT ON {{ view }}
FOR EACH ROW EXECUTE FUNCTION v1_hub.write_work_slots_history();
CREATE TRIGGER audit_refuse
INSTEAD OF UPDATE OR DELETE ON {{ view }}
FOR EACH ROW EXECUTE FUNCTION v1_hub.audit_refuse();

-- Writes through the folded view.
CREATE TRIGGER {{ writer | ident }}
INSTEAD OF INSERT OR UPDATE OR DELETE ON {{ view }}
FOR EACH ROW EXECUTE FUNCTION v1_hub.{{ writer | ident }}();

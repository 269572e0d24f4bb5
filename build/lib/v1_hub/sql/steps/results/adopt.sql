{% import 'steps/macros.sql' as m %}
{% include 'steps/results/view.sql' %}
{{ m.dress_view(view, table.relation) -}}

{% include 'steps/results/writer.sql' %}

CREATE TRIGGER {{ writer | ident }}
INSTEAD OF INSERT OR UPDATE OR DELETE ON {{ view }}
FOR EACH ROW EXECUTE FUNCTION v1_hub.{{ writer | ident }}();
{% include 'steps/results/checks.sql' %}

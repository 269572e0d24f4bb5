{% import 'steps/macros.sql' as m %}
{% include 'steps/results/view.sql' %}
{{ m.dress_view(view, table.relation) -}}
{% include 'steps/results/drop_defaults.sql' %}
{% include 'steps/results/writer.sql' %}

{% include 'steps/results/trigger.sql' %}
{% include 'steps/results/checks.sql' %}

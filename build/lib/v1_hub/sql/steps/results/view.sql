{% import 'steps/results/macros.sql' as fold %}
{% if mode == 'folded' %}
-- The typed face of the folded leaf.
{% else %}
-- The typed face of the leaf. result_data IS NULL means that a row is not folded yet.
{% endif %}
CREATE OR REPLACE VIEW {{ view }} AS
SELECT
{% for column in table.columns %}
    {{ fold.value('l', column, mode, 4) }}
{%- if column.folded or column.log_name != column.legacy_name %}
 AS {{ column.legacy_name | ident }}
{%- endif %}
{{ '' if loop.last else ',' }}
{% endfor %}
FROM {{ leaf }} AS l;

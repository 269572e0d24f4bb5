{% import 'steps/results/macros.sql' as fold %}
-- The typed face of the leaf. A row without result_data is not folded (yet).
CREATE OR REPLACE VIEW {{ view }} AS
SELECT
{% for column in table.columns %}
    {{ fold.value('l', column, mode, 4) }}
{%- if column.folded or column.log_name != column.legacy_name %} AS {{ column.legacy_name | ident }}{% endif %}
{{ '' if loop.last else ',' }}
{% endfor %}
FROM {{ leaf }} AS l;

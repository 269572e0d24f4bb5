{# What several templates say: owner, rights, comments and defaults of one relation for another, and
   where its columns are. #}

{% macro give_owner(keyword, name, schema, of) %}
{% if not of.is_own %}
{% if not of.owner_may_create %}
GRANT CREATE ON SCHEMA {{ schema | ident }} TO {{ of.owner | ident }};
{% endif %}
ALTER {{ keyword }} {{ name }} OWNER TO {{ of.owner | ident }};
{% if not of.owner_may_create %}
REVOKE CREATE ON SCHEMA {{ schema | ident }} FROM {{ of.owner | ident }};
{% endif %}
{% endif %}
{% endmacro %}

{% macro give_rights(name, of) %}
{% if of.default_grantees %}
REVOKE ALL ON {{ name }} FROM {{ of.default_grantees | roles }};
{% endif %}
{% if of.has_rights %}
REVOKE ALL ON {{ name }} FROM PUBLIC, {{ of.owner | ident }};
{% for grant in of.rights | grants(of.owner) %}
GRANT {{ grant.privileges }} ON {{ name }} TO {{ grant.grantees }}{{ grant.option }};
{% endfor %}
{% elif of.has_default_rights %}
GRANT ALL ON {{ name }} TO {{ of.owner | ident }};
{% endif %}
{% for column in of.columns %}
{% for grant in column.rights | grants(of.owner, column.name) %}
GRANT {{ grant.privileges }} ON {{ name }} TO {{ grant.grantees }}{{ grant.option }};
{% endfor %}
{% endfor %}
{% endmacro %}

{% macro give_comments(keyword, name, of, otherwise=none) %}
{% if of.comment or otherwise %}
COMMENT ON {{ keyword }} {{ name }} IS {{ (of.comment or otherwise) | literal }};
{% endif %}
{% for column in of.columns if column.comment %}
COMMENT ON COLUMN {{ name }}.{{ column.name | ident }} IS {{ column.comment | literal }};
{% endfor %}
{% endmacro %}

{% macro give_defaults(name, of) %}
{% for column in of.columns if column.default and not column.generated %}
ALTER VIEW {{ name }} ALTER COLUMN {{ column.name | ident }} SET DEFAULT {{ column.default }};
{% endfor %}
{% endmacro %}

{% set stand_in = 'Compatibility view of a retired table: reads and writes as the table did.' %}

{# Owner, defaults, rights and comments of a table, for the view that takes its name. #}
{% macro dress_view(name, of) %}
{{ give_owner('VIEW', name, of.schema, of) -}}
{{ give_defaults(name, of) -}}
{{ give_rights(name, of) -}}
{{ give_comments('VIEW', name, of, stand_in) -}}
{% endmacro %}

{# Where the columns of tables are found from now on. #}
{% macro record_columns(columns) %}
INSERT INTO v1_hub.log_column (
    table_name, legacy_name, log_name, place, type_name, not_null, folded
) VALUES
{% for column in columns %}
(
    {{ column.table_name | literal }}, {{ column.legacy_name | literal }}, {{ column.log_name | literal }},
    {{ column.number }}, {{ column.type | literal }}, {{ column.not_null | literal }}, {{ column.folded | literal }}
){{ ';' if loop.last else ',' }}
{% endfor %}
{% endmacro %}

{# The values of these columns of row `l`, as an array: in calls of 100, for a function takes no more. #}
{% macro row_key(names) -%}
{% for part in names | batch(100) %}{{ ' || ' if not loop.first }}jsonb_build_array({{ part | idents('l') }}){% endfor %}
{%- endmacro %}

{# What row `l` of a leaf holds that is no column of its table; NULL where that is nothing. The loop
   over its values is for the few rows that have any. #}
{% macro extra(names) -%}
CASE
            WHEN NOT row({{ names | idents('l') }}) IS NULL THEN (
                SELECT jsonb_object_agg(e.key, e.value)
                FROM jsonb_each(to_jsonb(l.*)) AS e
                WHERE e.value <> 'null' AND e.key = any({{ names | literal }}::text []) -- noqa: LT01
            )
        END
{%- endmacro %}

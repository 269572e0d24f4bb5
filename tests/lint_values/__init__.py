"""What sqlfluff renders the templates under sql/steps with: the reference hub."""

from __future__ import annotations

from v1_hub import proxies as _proxies
from v1_hub.render import FILTERS

SQLFLUFF_JINJA_FILTERS = FILTERS


def _table(name: str, /, **types: str) -> _proxies.Table:
    categories = {"integer": "N", "boolean": "B", "character varying": "S", "inet": "I"}
    return _proxies.Table(
        name,
        tuple(
            _proxies.Column(
                column,
                family,
                family,
                categories.get(family, "D"),
                key_place=1 if column == "id" else None,
                is_bound=column == "proxy_id",
            )
            for column, family in types.items()
        ),
    )


TIME = _proxies.TIMESTAMP
TEXT = "character varying"
TABLES = {
    table.name: table
    for table in (
        _table(_proxies.PROXIES, id="integer", server_ip=TEXT, port="integer", status=TEXT),
        _table(
            _proxies.MAPPING,
            id="integer",
            proxy_id="integer",
            proxy_number="integer",
            current_ip=TEXT,
            is_active="boolean",
            updated_at=TIME,
        ),
        _table(_proxies.HEARTBEAT, id="integer", name=TEXT, remote_ip=TEXT, updated_at=TIME),
        _table(
            _proxies.USAGE,
            id="integer",
            proxy_id="integer",
            success="boolean",
            response_time_ms="integer",
            created_at=TIME,
        ),
    )
}
LEAVES = {
    _proxies.MAPPING: _proxies.Leaf("v1_hub.proxy_ip_mapping"),
    _proxies.HEARTBEAT: _proxies.Leaf("v1_hub.proxy_heartbeat"),
    _proxies.USAGE: _proxies.Leaf(
        "v1_hub.proxy_usage", {"created_at": "logged_at", "response_time_ms": "duration_ms"}
    ),
}

proxies = _proxies.decide(TABLES, LEAVES, "public.v1_hub_proxies")
summary = True

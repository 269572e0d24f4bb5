"""What stays in the database: which files make it, in which order."""

from __future__ import annotations

# In sql/runtime/audit, each after what it calls while it loads.
AUDIT_FILES = (
    "log",
    "append_only",
    "seals",
    "check",
    "months",
    "registry",
    "columns",
    "images",
    "context",
    "write",
    "sources",
    "renames",
    "triggers",
    "enable",
    "upkeep",
    "events",
    "history",
    "table_at",
    "restore",
    "undo",
    "verify",
    "cost",
    "retention",
)

"""What PostgreSQL does not do on a view as on a table: the limits that are a list."""

from __future__ import annotations

from pglast import ast
from pglast.enums import AlterTableType as At

NOT_FINDABLE = (
    ("40001 for the later of two sessions that change one result row", "it takes two sessions"),
    ("rows of one statement that reference each other, in results or history", "it takes the rows"),
    ("ids of the history have gaps", "no statement shows who relies on that"),
    ("schema and DETAIL of an error name the leaf", "it takes the code that reads the error"),
    ("40001 on v1_hub_proxies under REPEATABLE READ", "it takes the isolation level at run time"),
    ("SELECT * of v1_hub_proxies, which has three columns more", "it is no retired name"),
    ("names, and whole statements, that a program puts together", "listed as not readable"),
)

UPSERT = "UPDATE, then INSERT where no row was found"
SQL_FILE = "install.py sql FILE"
OF_LEAF = SQL_FILE + "; name {leaf}"
APPEND_ONLY = "the audit log is append-only"
# Node: where its relations are, SQLSTATE (none: differs), why, what to write instead.
SIMPLE: dict[type[ast.Node], tuple[str, str | None, str, str]] = {
    ast.IndexStmt: ("relation", "42809", "no index on a view (IF NOT EXISTS does not help)",
                    SQL_FILE + "; CREATE INDEX … ON {leaf}"),
    ast.ReindexStmt: ("relation", "42809", "REINDEX of a view", "REINDEX TABLE {leaf}"),
    ast.ClusterStmt: ("relation", "42809", "CLUSTER of a view", "CLUSTER {leaf}"),
    ast.Constraint: ("pktable", "42809", "a foreign key onto a view",
                     SQL_FILE + "; REFERENCES {leaf}"),
    ast.AlterObjectSchemaStmt: ("relation", None, "moves the view alone", "leave it there"),
    ast.CreateStmt: ("inhRelations", "42809", "a view has no heirs", "name {leaf}"),
    ast.CreateStatsStmt: ("relations", "42809", "statistics on a view", "name {leaf}"),
    ast.CreatePolicyStmt: ("table", "42809", "a policy on a view", "CREATE POLICY … ON {leaf}"),
    ast.RangeTableSample: ("relation", "0A000", "TABLESAMPLE of a view", "sample {leaf}"),
    ast.PublicationTable: ("relation", "22023", "a view cannot be published", "publish {leaf}"),
    ast.TableLikeClause: ("relation", None, "LIKE copies no NOT NULL, key, check, index of a view",
                          SQL_FILE + "; add them to the copy"),
}  # fmt: skip
OF_VIEW = {At.AT_ColumnDefault: "default", At.AT_ChangeOwner: "owner"}
ATTACHING = (At.AT_AttachPartition, At.AT_AddInherit, At.AT_DropInherit)
BOTH_WAYS = (At.AT_ResetRelOptions, At.AT_AddIdentity)  # alike on a table, or refused there as well
SIZES = ("pg_relation_size", "pg_table_size", "pg_total_relation_size", "pg_indexes_size")
# Catalogue relations, and the columns in which a view is told from a table (none: all).
TELLS: dict[str, tuple[str, ...]] = {
    "pg_class": ("relkind", "reltuples", "relpages"),
    "tables": ("table_type",),
    "columns": ("is_nullable", "is_identity", "is_generated"),
    **dict.fromkeys(("pg_tables", "pg_indexes", "pg_index", "pg_constraint", "pg_stat_user_tables",
                     "pg_stat_all_tables", "pg_statio_user_tables", "pg_stat_user_indexes",
                     "table_constraints", "key_column_usage", "constraint_column_usage"), ()),
}  # fmt: skip
TRUNCATE_EVENT, INSTEAD_OF = 32, 64  # trigger.h

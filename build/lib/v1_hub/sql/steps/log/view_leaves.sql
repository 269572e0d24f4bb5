-- The view makes room; what stands on it is bound to the table below, before it goes.
ALTER VIEW {{ view }} RENAME TO {{ leaving_name | ident }};

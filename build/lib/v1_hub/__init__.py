"""Retires tables of a PostgreSQL work hub: facts, decisions, templates, steps."""

__version__ = "0.2.0"

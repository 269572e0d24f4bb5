"""The benchmark: the consolidated hub against the untouched one, on one server, in one run."""

"""The exact searches over all deals, one file a question."""

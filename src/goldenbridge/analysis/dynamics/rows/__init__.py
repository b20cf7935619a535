"""Every claim of the sources: what carries it, and an experiment that shows it."""

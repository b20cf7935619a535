"""Solution concepts: which of the possible deals a principle of fairness would pick."""

"""Review in a terminal: what is shown, what is asked, and what follows from a key."""

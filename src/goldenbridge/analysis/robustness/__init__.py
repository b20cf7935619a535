"""How far an answer can be trusted: readings, breakpoints, regret, ranks and what moves it."""

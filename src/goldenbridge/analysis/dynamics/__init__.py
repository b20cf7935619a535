"""How a conflict may go on month by month: talks, steps up, deals, and how they end."""

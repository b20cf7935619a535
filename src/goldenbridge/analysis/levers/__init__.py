"""What would open a deal: which levers, at what cost, with or without sticks."""

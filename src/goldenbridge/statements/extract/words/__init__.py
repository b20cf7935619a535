"""English words that the rules go by: what people do with a position, and in which words."""

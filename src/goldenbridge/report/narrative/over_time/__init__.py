"""What a crisis that goes on may come to, in sentences: fair to every side, no share a chance."""

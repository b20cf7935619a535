"""Is there a deal, how firm may all be before it is gone, which package, and if none, why not."""

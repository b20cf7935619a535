"""The reference page on the model over time, written from its code (ODD: Grimm et al. 2020)."""

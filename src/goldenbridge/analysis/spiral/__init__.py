"""Two sides that answer each other's arms or moves: spiralling up, settling, or winding down."""

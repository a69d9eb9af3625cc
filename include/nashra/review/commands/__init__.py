"""`nashra review`."""

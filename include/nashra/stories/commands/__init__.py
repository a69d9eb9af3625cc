"""`nashra stories`."""

"""`nashra clean` and `nashra rules`."""

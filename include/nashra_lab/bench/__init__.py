"""How fast it is: `nashra bench`."""

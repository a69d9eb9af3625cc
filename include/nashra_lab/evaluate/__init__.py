"""How well it does, held to the floors of floors.yaml."""

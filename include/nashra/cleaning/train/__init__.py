"""Training of the weigher: `python -m nashra.cleaning.train --corpus DIR`."""

"""Training of the weigher: `python -m nashra_lab.train.weigher --corpus DIR`."""

"""Training of the wording of lines: `python -m nashra_lab.train.wording --out FILE`."""

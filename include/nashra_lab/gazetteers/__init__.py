"""Builds the gazetteers of include/reference/gazetteers from installed packages and a file of names."""

"""Where a name begins and ends, and whether it is one at all."""

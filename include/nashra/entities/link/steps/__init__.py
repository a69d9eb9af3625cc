"""The steps from a name to its entity, a kind of names a file, and the order in which they decide."""

"""A batch of articles as arrays: characters, lines, words."""

"""A name in English: composed of common words, or romanised."""

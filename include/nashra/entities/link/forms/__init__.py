"""Forms of a name for comparing: keys, tokens of persons, likeness in sound."""

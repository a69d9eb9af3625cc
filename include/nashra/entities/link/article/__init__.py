"""What one article says of its names: where they are, which are short for others, whose they are."""

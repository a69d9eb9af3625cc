"""The lake as it is at one moment, and one publisher at a time."""

"""Bytes become records: one reader a kind of file."""

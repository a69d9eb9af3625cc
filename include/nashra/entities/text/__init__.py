"""Sentences and offsets, for recognising and linking both."""

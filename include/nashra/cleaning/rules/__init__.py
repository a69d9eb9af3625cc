"""Boilerplate as data: rules read from YAML, and which fire on which lines."""

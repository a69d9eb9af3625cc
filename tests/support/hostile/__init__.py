"""Landings that mean harm."""

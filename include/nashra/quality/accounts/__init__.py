"""Checks of a whole stage: counts that must add up, columns that must be there."""

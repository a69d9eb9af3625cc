"""Pieces glued to a line that stays: cut off with rows of their own in the ledger."""

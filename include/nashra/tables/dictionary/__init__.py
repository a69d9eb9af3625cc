"""The one description of every table and column, and the Arrow schemas made from it."""

"""One event, one story: how like two articles are, and which articles of a day tell one story. Pure functions."""

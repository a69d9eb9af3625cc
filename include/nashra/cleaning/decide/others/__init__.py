"""Other stories on an article's page, and what a page shows beside it."""

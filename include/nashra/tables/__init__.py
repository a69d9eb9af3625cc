"""The published tables: their dictionary, schemas, writing, publishing and reading."""

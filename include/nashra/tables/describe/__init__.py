"""The tables told to other tools: data contracts, JSON Schema, dbt."""

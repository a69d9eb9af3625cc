"""The lake in DuckDB: `open_lake`, the views of BI tools, `nashra sql`."""

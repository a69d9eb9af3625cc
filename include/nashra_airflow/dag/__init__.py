"""What the DAG files share. Imported when they are parsed, so nothing heavy is imported here."""

"""What the night says while it works: log lines that name their stage, how far a long task is, a bar on a terminal."""

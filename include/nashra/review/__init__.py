"""What of a night is worth an editor's eye, and what becomes of the answers: lines of data files of rules."""

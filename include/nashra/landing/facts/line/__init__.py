"""What a single line is, judged on its own."""

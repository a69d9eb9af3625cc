"""Arabic text: folding for matching. What is published is never folded."""

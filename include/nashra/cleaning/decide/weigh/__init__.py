"""What is known about each line as numbers, and the one place where it is weighed."""

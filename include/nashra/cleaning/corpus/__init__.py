"""What other articles say about a line."""

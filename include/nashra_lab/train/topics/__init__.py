"""What topics learn from labels."""

"""What was taken out or mended, so that the raw text can be had back."""

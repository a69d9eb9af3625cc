"""The work itself: stages in one process, their receipts, what is mended, what is told."""

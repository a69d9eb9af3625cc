"""The night: its stages in order, their counts, and what makes a day's tables this generation and no other."""

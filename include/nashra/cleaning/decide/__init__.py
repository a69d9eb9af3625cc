"""All that is known about each line, weighed in one place, and what is made of the verdicts."""

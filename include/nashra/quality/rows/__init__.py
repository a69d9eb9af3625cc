"""Checks of rows: Great Expectations on frames, failing rows set aside."""

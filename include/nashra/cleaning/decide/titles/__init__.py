"""The headline of an article, and what stands above it."""

"""Labels made by reading: which lines of an article are the article, and which words are names. README.md says how."""

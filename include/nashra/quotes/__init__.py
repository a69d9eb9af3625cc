"""Who said what: statements in an article's body, each with its speaker. Pure functions of body and mentions."""

"""Where an article belongs: the country that it is about, and its section."""

"""A page of HTML as its article: the lines of its main part, and what the page says of them. The door is `page`."""

"""A page of HTML as its article: the main part's lines, and what the page says of them. The door is `page.read_page`."""

"""A second look at records that became articles: what of them was read as what, and what may have been read wrongly."""

"""`nashra bench night`: a night of any size, made up from articles that are there, measured stage by stage."""

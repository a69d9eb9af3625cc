"""Fitting a model that ships further, to labels of modern news."""

"""Run by hand, never part of a night: training, gazetteers, evaluation, benchmarks, pages of the docs.

Nothing here changes what a day publishes, except through the data files that it writes under include/reference.
"""

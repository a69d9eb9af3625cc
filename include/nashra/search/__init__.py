"""Words found in titles and bodies over all published days.

A day's index lies in the lake, `_search/day=<day>/index.sqlite`, and is a pure function of the day's published tables:
it can be deleted at any time, and is made again.
"""

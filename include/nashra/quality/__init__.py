"""The checks between the stages: Great Expectations suites made from the dictionary, gates, quarantine."""

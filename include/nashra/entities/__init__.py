"""Entities: names are recognised, then linked to ids that hold across spellings, articles and nights."""

"""Ingest: any file of a landing becomes records, and each record an Article or a row of the quarantine.

The door of the room is `stage.ingest_shard`; `read.read_articles` is the same without staging.
"""

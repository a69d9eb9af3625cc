"""What shards left in staging becomes one sorted file a table."""

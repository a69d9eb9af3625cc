"""Before the work: shards, and the name of what a day is made from."""

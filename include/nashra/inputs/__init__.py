"""What a computation is made from, by digest: the code that it runs, the rules and reference data that this code
reads, the packages that it imports. The name of a generation and the keys of caches are made of these."""

"""What `nashra.stories` weighs with: how rare words are, and how much each kind of evidence tells."""

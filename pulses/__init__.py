"""What staff say in five minutes without a name, set against the assessed score."""

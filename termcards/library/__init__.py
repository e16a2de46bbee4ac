"""The use cases: the only place where the rules meet the outside, and the only one that asks the clock."""

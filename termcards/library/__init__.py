"""The use cases: where the rules meet the outside, and the only place that asks the clock."""

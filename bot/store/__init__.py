"""What the assistant remembers: the only place that speaks SQL."""

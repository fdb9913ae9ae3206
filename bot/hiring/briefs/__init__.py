"""Briefs: what stands in one, how it is drafted, edited, kept and printed."""

"""Pictures of pay: what one shows, and the same as a PNG, in words and in characters."""

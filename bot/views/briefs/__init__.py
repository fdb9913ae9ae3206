"""How briefs look, and the form that edits them."""

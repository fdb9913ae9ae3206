"""What stands in a text: amounts, dates, names of roles, tools, years."""

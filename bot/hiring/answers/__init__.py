"""What is answered to a line: pay, roles, interviews, red flags, where to look."""

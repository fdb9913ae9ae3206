"""Reading texts: amounts, dates, languages, resumes, names of roles and tools, years."""

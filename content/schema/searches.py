"""Whether a search reads as the site it is for expects: quotation marks, operators, parentheses, length.

LinkedIn and GitHub take AND, OR and NOT in capitals, quoted phrases and parentheses
(linkedin.com/help/recruiter/answer/a415295; docs.github.com, Troubleshooting search queries). Google takes OR
in capitals; a blank stands for AND.
"""

import re

SITES = ("linkedin", "github", "google")
LONGEST = {"linkedin": 400, "github": 256, "google": 300}
"""Characters in a search. GitHub's limit is its own (docs.github.com, Troubleshooting search queries); the
others are ours, so that a search stays readable."""
MOST_OPERATORS = 5
"""AND, OR and NOT in one search on GitHub (docs.github.com, Troubleshooting search queries)."""
MOST_WORDS = 32
"""Words in one search on Google, which ignores the rest."""


def misread(site: str, text: str) -> str | None:
    """Say what a site would misread in a search; None when it reads all of it as meant."""
    if re.search("[“”„«»]", text):
        return 'has quotation marks that sites read as letters: type them straight, "like this"'
    if text.count('"') % 2:
        return "has a quotation mark without its partner"
    pieces = text.split('"')
    bare = ' "" '.join(pieces[::2])  # every quoted phrase becomes one word
    tokens = bare.replace("(", " ( ").replace(")", " ) ").split()
    words = re.sub(r'["()]| OR ', " ", text).split()
    operators = [token for token in tokens if token.upper() in ("AND", "OR", "NOT")]
    if any(not quoted.strip() for quoted in pieces[1::2]):
        problem = "has quotation marks around nothing"
    elif any(not operator.isupper() for operator in operators):
        problem = "has an operator that is not in capitals"
    elif len(text) > LONGEST[site]:
        problem = f"has more than {LONGEST[site]} characters"
    elif site == "github" and len(operators) > MOST_OPERATORS:
        problem = f"has more than {MOST_OPERATORS} operators"
    elif site == "google" and (len(words) > MOST_WORDS or {"AND", "NOT"} & set(operators)):
        problem = f"has more than {MOST_WORDS} words, or AND or NOT, which Google reads as words"
    else:
        return _misplaced(tokens)
    return problem


def _misplaced(tokens: list[str]) -> str | None:
    """Say what is wrong with the order of words, operators and parentheses."""
    depth = 0
    waits = True  # whether a word has to come next
    for token in tokens:
        if token in (")", "AND", "OR") and waits:
            return f"has {token} with nothing before it"
        depth += {"(": 1, ")": -1}.get(token, 0)
        if depth < 0:
            return "has a closing parenthesis too many"
        waits = token in ("(", "AND", "OR", "NOT")
    return "ends before it is complete" if depth or waits else None

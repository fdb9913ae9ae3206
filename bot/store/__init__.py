"""What the assistant remembers: the only place that speaks SQL. A Session is passed along, not looked into."""

from sqlalchemy.orm import Session

__all__ = ["Session"]

"""What the assistant remembers: the only place that speaks SQL. Others pass its Session along."""

from sqlalchemy.orm import Session

__all__ = ["Session"]

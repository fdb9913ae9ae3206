"""What the shapes of all content files share. A field that is missing or misspelt stops the start."""

from datetime import date, timedelta
from functools import cache
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

Text = Annotated[str, Field(min_length=1, max_length=600)]
Phrase = Annotated[str, Field(pattern=r"^[a-z0-9]+( [a-z0-9]+)*$")]
"""Words as the reader sees them: lower case, digits and single spaces (hyphens become spaces)."""

Wording = Annotated[str, Field(pattern=r"^[a-zß-ÿ0-9#'/&+]+\*?([ -][a-zß-ÿ0-9#'/&+]+\*?)*$")]
"""Words to look for: lower case; "evaluat*" is every word that begins so, "#" a number, "##" an age."""


class Strict(BaseModel):
    """The base of every shape: unknown fields are refused, and nothing changes later."""

    model_config = ConfigDict(frozen=True, extra="forbid")


@cache
def last_day(as_of: str) -> date:
    """The last day of what a date names: of a year, a month, or the day itself."""
    year, month, day = (*map(int, as_of.split("-")), 0, 0)[:3]
    if day:
        return date(year, month, day)
    following = date(year + (month in (0, 12)), month % 12 + 1 if month else 1, 1)
    return following - timedelta(days=1)

"""The shape of kits.toml: what to ask for each role, who asks it, and what to leave unasked."""

from pydantic import Field

from content.schema.base import Strict, Text
from content.schema.sources import Law


class Probe(Strict):
    """A question for one role, what it separates, and what a weak, a solid and a strong answer sound like."""

    id: str
    question: Text
    separates: Text
    weak: Text
    solid: Text
    strong: Text


class KitStep(Strict):
    """One interview of a loop. `questions` are ids: of the four in interview.toml, or of the kit's probes."""

    who: Text
    minutes: int = Field(ge=15, le=180)
    asks: Text
    questions: tuple[str, ...] = Field(min_length=1)


class Kit(Strict):
    """What to ask for one role beside the four questions, and who asks it."""

    role: str
    probe: tuple[Probe, ...] = Field(min_length=4, max_length=6)
    loop: tuple[KitStep, ...] = Field(min_length=2, max_length=6)


class NotToAsk(Strict):
    """A question to leave out, and what to ask instead. Without `law` it is our practice, not a statute."""

    what: Text
    instead: Text
    law: tuple[Law, ...] = ()


class KitsFile(Strict):
    """kits.toml."""

    wording: str
    how_to_rate: Text
    not_advice: Text
    not_to_ask: tuple[NotToAsk, ...] = Field(min_length=1)
    kit: tuple[Kit, ...]

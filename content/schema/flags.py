"""The shape of flags.toml: what in a resume is worth a question."""

from pydantic import Field

from content.schema.base import Strict, Text


class Flag(Strict):
    """Something in a resume that is worth a question, with the innocent explanation."""

    id: str
    name: Text
    look_for: Text
    matters: Text
    innocent: Text
    question: Text


class FlagsFile(Strict):
    """flags.toml. `reading` says for each role what is easily misread in its resumes.

    `no_judgement` answers a resume in a message, `in_a_form` a resume in the field of a form.
    """

    source: str
    wording: str
    how_to_use: Text
    strongest: Text
    no_judgement: Text
    in_a_form: Text
    reading: dict[str, Text]
    flag: tuple[Flag, ...] = Field(min_length=5, max_length=5)

"""What the content names and only the code can know: currencies, and kinds of reminder."""

from bot.hiring.reminders.kinds import KINDS
from bot.hiring.text.currencies import is_currency
from content import Content
from content.loading import ContentError


def check_known(content: Content) -> None:
    """Raise ContentError with everything that the content names and the code does not know."""
    bands = content.bands
    currencies = [
        *(
            (f"bands.toml: {each.role} {each.level}", each.currency)
            for each in (*bands.band, *bands.uncapped)
        ),
        *((f"laws.toml: {law.place}", law.widest.currency) for law in content.laws.pay if law.widest),
    ]
    problems = [
        f"{where}: there is no currency {code!r} in bot/hiring/text/currencies.py"
        for where, code in currencies
        if not is_currency(code)
    ]
    problems += [
        f"ladders.toml: {ladder.name}, rung {place}: nobody knows whose message a {rung.kind!r} is "
        "(bot/hiring/reminders/kinds.py)"
        for ladder in content.ladders.ladder
        for place, rung in enumerate(ladder.rung, start=1)
        if rung.kind not in KINDS
    ]
    if problems:
        raise ContentError("\n".join(problems))

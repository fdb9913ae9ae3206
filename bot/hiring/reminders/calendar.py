"""The working days and hours of one recipient: time zone, public holidays, weekends, quiet hours."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from importlib.resources import files
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import holidays
from rapidfuzz import fuzz, process

MORNING = time(9, 30)
QUIET_FROM = 18
QUIET_TO = 9
NOON = 12
_CLOSE_ENOUGH = 75.0
_ABBREVIATED = {
    **dict.fromkeys(("est", "edt", "et", "est5edt", "eastern"), "America/New_York"),
    **dict.fromkeys(("cst", "cdt", "ct", "cst6cdt", "central"), "America/Chicago"),
    **dict.fromkeys(("mst", "mdt", "mt", "mst7mdt", "mountain"), "America/Denver"),
    **dict.fromkeys(("pst", "pdt", "pt", "pst8pdt", "pacific"), "America/Los_Angeles"),
    **dict.fromkeys(("hst", "hawaii"), "Pacific/Honolulu"),
    **dict.fromkeys(("cet", "cest", "met"), "Europe/Berlin"),
    **dict.fromkeys(("gmt", "bst"), "Europe/London"),
    **dict.fromkeys(("wet", "west"), "Europe/Lisbon"),
    **dict.fromkeys(("eet", "eest"), "Europe/Helsinki"),
    "ist": "Asia/Kolkata",
}  # what people call a time zone; most of these stand for one hour only, in summer or in winter


@dataclass(frozen=True, slots=True)
class Calendar:
    """One recipient's days. Quiet hours run from `quiet_from` (noon or later) to `quiet_to` (before noon).

    `country` is an ISO code, or "" for weekends only. ValueError for hours that leave no time to write.
    """

    zone: ZoneInfo
    country: str = ""
    quiet_from: int = QUIET_FROM
    quiet_to: int = QUIET_TO

    def __post_init__(self) -> None:
        if not (0 <= self.quiet_to < NOON <= self.quiet_from <= 23):
            raise ValueError("quiet hours start at noon or later and end before noon")

    def day(self, moment: datetime) -> date:
        """The recipient's date at a moment."""
        return moment.astimezone(self.zone).date()

    def is_working(self, day: date) -> bool:
        """Whether people work on a day; a Saturday may make up for a holiday."""
        return _year(self.country, day.year).is_working_day(day)

    def nth_working_day(self, after: date, number: int) -> date:
        """The working day `number` working days after a day; 0 is the day itself."""
        day = after
        while number > 0:
            day += timedelta(days=1)
            number -= self.is_working(day)
        return day

    def morning(self, day: date) -> datetime:
        """When messages may begin on a day: at 09:30, or when quiet hours end (UTC)."""
        opens = max(MORNING, time(self.quiet_to))
        return datetime.combine(day, opens, self.zone).astimezone(UTC)

    def evening(self, day: date) -> datetime:
        """When quiet hours begin on a day (UTC)."""
        return datetime.combine(day, time(self.quiet_from), self.zone).astimezone(UTC)

    def next_good_moment(self, now: datetime) -> datetime:
        """`now` if the recipient may be written to now, else the next morning of a working day (UTC)."""
        today = self.day(now)
        if self.is_working(today) and now < self.evening(today):
            return max(now.astimezone(UTC), self.morning(today))
        return self.morning(self.nth_working_day(today, 1))


def read_zone(name: str | None) -> ZoneInfo | None:
    """The time zone of that name; None for none or one that does not exist."""
    try:
        return ZoneInfo(name) if name else None
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


def read_typed_zone(typed: str) -> ZoneInfo | None:
    """The time zone of a place that somebody typed: "europe/berlin", "New York", "UTC"; None for any other.

    "EST" is none: the zone of that name stays an hour behind New York all summer.
    """
    name = "_".join(typed.split()).casefold()
    countries, links = _zone_table()
    known = {each.casefold(): each for each in (*(link for link in links if "/" in link), *countries, "UTC")}
    places = [each for each in countries if each.rpartition("/")[2].casefold() == name]
    key = known.get(name) or (places[0] if len(places) == 1 else None)
    return read_zone(key) if key and not key.startswith("Etc/") else None


def nearest_zones(typed: str) -> list[str]:
    """The time zones that a text may mean, an abbreviation or a slip: at most three, the nearest first."""
    if meant := _ABBREVIATED.get(typed.strip().casefold()):
        return [meant]
    places = {name: name.rpartition("/")[2].replace("_", " ") for name in _zone_table()[0]}
    found = process.extract(
        typed.rpartition("/")[2].replace("_", " "),
        places,
        scorer=fuzz.ratio,
        processor=str.casefold,
        score_cutoff=_CLOSE_ENOUGH,
        limit=3,
    )
    return [name for _place, _score, name in found]


def country_of(zone: ZoneInfo) -> str:
    """The country of a time zone, such as "PT" for Europe/Lisbon; "" for UTC and its like."""
    countries, links = _zone_table()
    name = zone.key
    return countries.get(name) or countries.get(links.get(name, ""), "")


def is_country(code: str) -> bool:
    """Whether the public holidays of this country are known."""
    return code in holidays.list_supported_countries(include_aliases=False)


@lru_cache(maxsize=256)
def _year(country: str, year: int) -> holidays.HolidayBase:
    """One year of a country's working days; an unknown country has weekends only."""
    try:
        return holidays.country_holidays(country, years=year, expand=False)
    except NotImplementedError:
        return holidays.HolidayBase(years=year, expand=False)


@lru_cache(maxsize=1)
def _zone_table() -> tuple[dict[str, str], dict[str, str]]:
    """Country by zone, and for names that are only links the zone they stand for: from the tz database."""
    folder = files("tzdata") / "zoneinfo"
    zones = (folder / "zone.tab").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in zones if not line.startswith("#")]
    lines = [line.split() for line in (folder / "tzdata.zi").read_text(encoding="utf-8").splitlines()]
    links = {words[2]: words[1] for words in lines if words[0] == "L"}
    return {row[2]: row[0] for row in rows}, links

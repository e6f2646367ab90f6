"""Which notation a file uses, from its own cells: the decimal sign, the order of a date, the clock, the interval."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

import polars as pl

from energie.intervals import clock_changes
from energie.readers.moments import IN_STAMP, LOCAL, ORDERS, day_of, zone_minutes
from kern.language import _

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

_MARKS = ",."
_PARTS = re.compile(r"^(?:[a-z]{2,9}[.,]? )?(\d{1,4})[-/. ]+(\d{1,2})[-/. ]+(\d{1,4})", re.IGNORECASE)
_NAMED = re.compile(r"(?:jan|feb|maa|mar|mrt|apr|mei|may|ju[nl]|aug|sep|o[ck]t|nov|dec)[a-z]*\.?[ -/]", re.IGNORECASE)
_MONTH = re.compile(r"(?:19|20)\d\d[-/]\d{1,2}")
_PACKED = re.compile(r"^(\d{8})(?:[ T]|$)")
_LAST_MONTH = 12
_ENOUGH = 20


@dataclass(frozen=True)
class Guess:
    """A value for an option, why, and whether the file itself proves it."""

    value: str
    why: str
    sure: bool


def decimal_signs(texts: Sequence[str]) -> tuple[Guess, Guess]:
    """Decimal sign and sign between thousands.

    >>> [guess.value for guess in decimal_signs(["1.234,5", "12,25"])]
    [',', '.']
    >>> [guess.value for guess in decimal_signs(["1,234.5"])], decimal_signs(["0.25"])[0].value
    (['.', ','], '.')
    >>> decimal_signs(["12.345"])[0].sure
    False
    """
    bare = [text.strip().lstrip("+-") for text in texts]
    spaced = next((sign for sign in (" ", "'") if any(re.search(rf"\d{sign}\d{{3}}", t) for t in bare)), "")
    if any(re.search("\\d[\u00a0\u202f]\\d{3}", text) for text in bare):
        spaced = " "
    plain = [re.sub("[ '\u00a0\u202f]", "", text) for text in bare]
    both = next((text for text in plain if "," in text and "." in text), None)
    if both is not None:
        decimal = max(_MARKS, key=both.rindex)
        thousands = "." if decimal == "," else ","
        why = _("both signs stand in {value}").format(value=both)
        return Guess(decimal, why, True), Guess(thousands, why, True)
    for mark in _MARKS:
        other = "." if mark == "," else ","
        marked = [text for text in plain if mark in text]
        if not marked:
            continue
        several = next((text for text in marked if text.count(mark) > 1), None)
        if several is not None:
            why = _("{sign} stands more than once in {value}").format(sign=mark, value=several)
            return Guess(other, why, True), Guess(mark, why, True)
        proof = next((t for t in marked if not re.fullmatch(rf"[1-9]\d{{0,2}}\{mark}\d{{3}}", t)), None)
        if proof is not None:
            why = _("{value} can only have decimals").format(value=proof)
            return Guess(mark, why, True), Guess(spaced, "", True)
        if len(marked) == len(plain) >= _ENOUGH:  # of thousands, some would be below a thousand and have no sign
            return Guess(mark, _("each of {count} values has it").format(count=len(plain)), True), Guess(
                spaced, "", True
            )
        why = _("{value} may be a thousand or three decimals").format(value=marked[0])
        # Three decimals is how meters write; a thousand is how people do.
        return Guess(mark, why, False), Guess(spaced, why, False)
    return Guess(",", _("no value has decimals"), True), Guess(spaced, "", True)


def date_order(texts: Sequence[str]) -> Guess:
    """The order of day, month and year.

    >>> date_order(["1/31/2025"]).value, date_order(["31/1/2025"]).value, date_order(["2025-01-02"]).value
    ('maand-dag-jaar', 'dag-maand-jaar', 'jaar-maand-dag')
    >>> date_order(["1/2/2025", "2/2/2025"]).sure
    False
    """
    named = next((text for text in texts if _NAMED.search(text)), None)
    if named is not None:
        order = "maand-dag-jaar" if _NAMED.match(named) else "dag-maand-jaar"
        return Guess(order, _("the month has its name in {value}").format(value=named), True)
    if texts and all(_MONTH.fullmatch(text.strip()) for text in texts):
        return Guess("jaar-maand-dag", _("the year stands first"), True)
    parts = [found.groups() for text in texts if (found := _PARTS.match(text))]
    if not parts:
        return _packed_order(texts)
    if all(len(first) == 4 for first, _month, _last in parts):
        return Guess("jaar-maand-dag", _("the year stands first"), True)
    first_high = next((p for p in parts if int(p[0]) > _LAST_MONTH), None)
    second_high = next((p for p in parts if int(p[1]) > _LAST_MONTH), None)
    if first_high and not second_high:
        return Guess("dag-maand-jaar", _("{value} can only be a day").format(value=first_high[0]), True)
    if second_high and not first_high:
        return Guess("maand-dag-jaar", _("{value} can only be a day").format(value=second_high[1]), True)
    return _by_rhythm(texts)


def _packed_order(texts: Sequence[str]) -> Guess:
    packed = [found[1] for text in texts if (found := _PACKED.match(text))]
    if packed and all(text[:2] in ("19", "20") and 1 <= int(text[4:6]) <= _LAST_MONTH for text in packed):
        return Guess("jaar-maand-dag", _("the year stands first"), True)
    if packed and any(int(text[2:4]) > _LAST_MONTH for text in packed):
        return Guess("maand-dag-jaar", _("the year stands last"), True)
    return Guess("dag-maand-jaar", _("the usual order"), bool(packed))


def _by_rhythm(texts: Sequence[str]) -> Guess:
    """Days that follow each other in one order and jump by months in the other."""
    span: dict[str, timedelta] = {}
    for order in ORDERS[:2]:
        days = pl.Series(list(texts), dtype=pl.String).to_frame("t").select(day_of(pl.col("t"), order)).to_series()
        days = days.drop_nulls()
        first, last = days.min(), days.max()
        if first is not None and days.len() == len(texts):
            span[order] = last - first  # type: ignore[operator, assignment]
    if len(span) == 2 and span[ORDERS[0]] != span[ORDERS[1]]:
        order = min(span, key=lambda name: span[name])
        return Guess(order, _("so the days follow each other; no day lies above 12"), False)
    return Guess("dag-maand-jaar", _("no day lies above 12; the usual order in Belgium"), False)


def interval_of(moments: pl.DataFrame) -> int | None:
    """The usual distance between the moments of a series [minutes].

    Args:
        moments: Columns `series` and `stamp`.
    """
    step = moments.sort("series", "stamp", maintain_order=True).select(
        pl.col("stamp").diff().over("series").dt.total_minutes()
    )
    found = step.to_series().drop_nulls()
    usual = found.filter(found > 0).mode().sort()
    return None if usual.is_empty() else int(usual[0])


def stamped(moments: pl.DataFrame, minutes: int, heading_words: set[str], zone: str) -> Guess:
    """Whether moments are the begin or the end of their interval.

    Args:
        moments: Columns `series`, `stamp` and `offset`, and `late` where 24:00 was written.
        minutes: Length of the interval.
        heading_words: Words of the heading of the moments.
        zone: The clock they are on; days may be whole on that clock or on the local one.
    """
    if heading_words & {"tot", "einde", "eind", "end", "until", "to", "ending"}:
        return Guess("einde", _("the heading says so"), True)
    if heading_words & {"van", "begin", "start", "from", "vanaf", "beginning"}:
        return Guess("begin", _("the heading says so"), True)
    if moments["late"].any():
        return Guess("einde", _("24:00 can only be an end"), True)
    own = _side(moments, minutes)
    local = None
    if zone != LOCAL:
        away = pl.col("offset") if zone == IN_STAMP else pl.lit(zone_minutes(zone) or 0)
        utc = (pl.col("stamp") - pl.duration(minutes=away)).dt.replace_time_zone("UTC")
        local = _side(moments.with_columns(stamp=utc.dt.convert_time_zone(LOCAL).dt.replace_time_zone(None)), minutes)
    found = [guess for guess in (own, local) if guess is not None]
    if len({guess.value for guess in found}) == 1:
        return found[0]
    if found:
        return Guess("begin", _("it fits begin on one clock and end on the other"), False)
    return Guess("begin", _("the file does not prove it"), False)


def _side(moments: pl.DataFrame, minutes: int) -> Guess | None:
    """Begin or end, from the first and last clock time of whole days; None where neither fits."""
    ends = moments.group_by("series").agg(
        pl.col("stamp").min().dt.strftime("%H:%M").alias("first"),
        pl.col("stamp").max().dt.strftime("%H:%M").alias("last"),
    )
    step, before = (f"{m // 60 % 24:02d}:{m % 60:02d}" for m in (minutes, 1440 - minutes))
    said = _("each day runs from {first} to {last}")
    firsts, lasts = set(ends["first"]), set(ends["last"])
    if firsts == {step} and lasts == {"00:00"}:
        return Guess("einde", said.format(first=step, last="00:00"), True)
    if firsts == {"00:00"} and lasts == {before}:
        return Guess("begin", said.format(first="00:00", last=before), True)
    if firsts == {step}:
        return Guess("einde", _("the file begins at {first}").format(first=step), False)
    return None


def zone_of(moments: pl.DataFrame, minutes: int, said: str, offsets: bool) -> Guess:
    """The clock of the moments, from what happens in the hours of a clock change.

    Args:
        moments: Columns `series` and `stamp`.
        minutes: Length of the interval.
        said: Headings and lines above the table, in lower case.
        offsets: Whether an offset stands behind the moments.
    """
    if offsets:
        return Guess(IN_STAMP, _("an offset stands behind each moment"), True)
    if minutes >= 1440:
        return Guess(LOCAL, _("days are local days"), True)
    names_utc = bool(re.search(r"\b(utc|gmt)\b", said))
    first: datetime = moments["stamp"].min()  # type: ignore[assignment]
    last: datetime = moments["stamp"].max()  # type: ignore[assignment]
    clues: list[Guess] = []
    for year in range(first.year, last.year + 1):
        skip_from, skip_until, again_from, again_until = clock_changes(year)
        if first < skip_from and last > skip_until:
            clues += _clue(_hours_around(moments, skip_from, skip_until, minutes), skip_from, (2, 3))
        if first < again_from and last > again_until:
            clues += _clue(_hours_around(moments, again_from, again_until, minutes), again_from, (4, 0))
    if any(clue.value == LOCAL for clue in clues):
        return next(clue for clue in clues if clue.value == LOCAL)
    fixed = next((clue for clue in clues), None)
    if names_utc:
        return Guess("UTC", _("the file says so"), True)
    if fixed is None:
        return Guess(LOCAL, _("the file reaches no clock change"), False)
    at = first.strftime("%H:%M")
    if at in ("22:00", "23:00", "22:15", "23:15"):
        return Guess("UTC", _("{clue}, and it begins at {at}").format(clue=fixed.why, at=at), True)
    return Guess("+01:00", _("{clue}; winter time all year, unless it is UTC").format(clue=fixed.why), False)


def _hours_around(moments: pl.DataFrame, start: datetime, end: datetime, minutes: int) -> int:
    """How many hours of moments stand in the three clock hours around a change; -1 where begin and end differ."""
    hour = timedelta(hours=1)
    found = set()
    for closed in ("left", "right"):
        inside = moments.filter(pl.col("stamp").is_between(start - hour, end + hour, closed=closed))
        counts = inside.group_by("series").len()["len"]
        found.add(round(float(counts.median() or 0) * minutes / 60, 2))  # type: ignore[arg-type]
    whole = {count for count in found if count == int(count)}
    return int(whole.pop()) if len(whole) == 1 else -1


def _clue(hours: int, change: datetime, local_and_fixed: tuple[int, int]) -> list[Guess]:
    """Two hours in March and four in October follow summer time; three in March do not."""
    where = _("02:00 to 03:00 on {day}").format(day=change.strftime("%d-%m-%Y"))
    local, fixed = local_and_fixed
    if hours == local:
        return [Guess(LOCAL, _("{where} follows summer time").format(where=where), True)]
    if hours == fixed:
        return [Guess("UTC", _("{where} is an hour as any other").format(where=where), True)]
    return []

"""Gettext: marking messages, choosing the language, and writing numbers and dates in it.

The source text is English; `kern/catalogue/nl` holds the complete Dutch catalogue. Mark a text with
`_()` where it is shown at once, and with `N_()` where only the template is kept (findings, errors).
"""

from __future__ import annotations

import gettext as _gettext
import os
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

LANGUAGES = ("nl", "en")
CATALOGUE = Path(__file__).resolve().parent / "catalogue"

_chosen: list[str] = []


def choose_language(wanted: str | None = None) -> str:
    """Set the language of this process: `wanted`, else the locale (`nl*` is Dutch, anything else English).

    >>> before = current_language()
    >>> choose_language("nl")
    'nl'
    >>> choose_language(before)  # doctest: +ELLIPSIS
    '...'
    """
    language = (wanted or _language_of_locale()).lower()[:2]
    _chosen[:] = [language if language in LANGUAGES else "en"]
    return _chosen[0]


def current_language() -> str:
    """The language in force, chosen from the locale when nothing else was said."""
    return _chosen[0] if _chosen else choose_language()


def _language_of_locale() -> str:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(name, "")
        if value:
            return "nl" if value.lower().startswith("nl") else "en"
    return "en"


@lru_cache(maxsize=len(LANGUAGES))
def _catalogue(language: str) -> _gettext.NullTranslations:
    return _gettext.translation("koers", localedir=CATALOGUE, languages=[language], fallback=True)


def _(message: str) -> str:
    """Translate a message now."""
    return _catalogue(current_language()).gettext(message) if message else ""


def N_(message: str) -> str:
    """Mark a message for the catalogue without translating it yet."""
    return message


def ngettext(singular: str, plural: str, count: int) -> str:
    """Translate a message that depends on a count.

    >>> choose_language("en")
    'en'
    >>> ngettext("{count} row", "{count} rows", 2).format(count=2)
    '2 rows'
    """
    return _catalogue(current_language()).ngettext(singular, plural, count)


def translate(template: str, values: Mapping[str, object]) -> str:
    """Translate a template and fill it with values written in the chosen language.

    >>> choose_language("en")
    'en'
    >>> translate("Gap {gap} kWh", {"gap": 1234.5})
    'Gap 1,234.5 kWh'
    """
    if not template:
        return ""
    return _(template).format_map({name: show_value(value) for name, value in values.items()})


def show_value(value: object) -> str:
    """A value in words: numbers and dates in the language in force, everything else as it is.

    >>> choose_language("nl"), show_value(1234.5), show_value(date(2025, 3, 1)), choose_language("en")
    ('nl', '1.234,5', '01-03-2025', 'en')
    """
    if isinstance(value, bool) or value is None:
        return {True: _("yes"), False: _("no"), None: "–"}[value]
    if isinstance(value, int):
        # A bare whole number in a sentence is as often a year or a row number as a quantity.
        return str(value)
    if isinstance(value, float):
        return show_number(value)
    if isinstance(value, datetime):
        pattern = "%d-%m-%Y %H:%M" if current_language() == "nl" else "%Y-%m-%d %H:%M"
        return value.strftime(pattern)
    if isinstance(value, date):
        return value.strftime("%d-%m-%Y" if current_language() == "nl" else "%Y-%m-%d")
    return str(value)


def show_number(value: float | None, decimals: int | None = None) -> str:
    """A number with the language's own decimal and thousands marks; a missing one as a dash.

    Args:
        value: The number, or None.
        decimals: How many decimals; None shows at most three and drops trailing zeros.

    >>> choose_language("nl"), show_number(27626.0, 0), show_number(0.5), show_number(None), choose_language("en")
    ('nl', '27.626', '0,5', '–', 'en')
    """
    if value is None or value != value:
        return "–"
    text = f"{value:,.3f}".rstrip("0").rstrip(".") if decimals is None else f"{value:,.{decimals}f}"
    if text.lstrip("-").strip("0.,") == "" and text.startswith("-"):
        text = text[1:]
    if current_language() == "nl":
        return text.translate(str.maketrans(",.", ".,"))
    return text

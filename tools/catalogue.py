"""The Dutch catalogue: gathers the texts of the code, merges them into the .po file, compiles it and checks it.

Usage: python tools/catalogue.py            gather, merge, compile; say what still needs a translation
       python tools/catalogue.py --check    change nothing; fail on an untranslated, fuzzy or orphan text, on
                                            placeholders that differ, and on a compiled file that is stale
"""

from __future__ import annotations

import io
import re
import string
import sys
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import read_mo, write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("kern", "vastgoed", "energie", "vloot", "koers")
METHODS = [("**.py", "python"), ("**.j2", "jinja2")]
KEYWORDS: dict[str, tuple[int, ...] | None] = {"_": None, "N_": None, "ngettext": (1, 2)}
PO = ROOT / "kern" / "catalogue" / "nl" / "LC_MESSAGES" / "koers.po"
MO = PO.with_suffix(".mo")


def gather() -> Catalog:
    """Every marked text in the code, with the files it stands in."""
    found = Catalog()
    for package in PACKAGES:
        for name, _line, texts, _comments, context in extract_from_dir(
            ROOT / package, method_map=METHODS, keywords=KEYWORDS, comment_tags=()
        ):
            found.add(texts, None, [(f"{package}/{Path(name).as_posix()}", 0)], context=context)
    return found


def merged(found: Catalog) -> Catalog:
    """The catalogue on disk, with new texts added empty and vanished ones dropped."""
    catalogue = Catalog(locale="nl")
    if PO.exists():
        with PO.open("rb") as stream:
            catalogue = read_po(stream, locale="nl")
    translations = {(message.id if isinstance(message.id, str) else message.id[0]): message for message in catalogue}
    fresh = Catalog(
        locale="nl",
        project="koers",
        header_comment="# The Dutch texts of Koers. Kept by tools/catalogue.py.",
        charset="utf-8",
        fuzzy=False,
    )
    for message in sorted(found, key=_first_id):
        if not message.id:
            continue
        known = translations.get(_first_id(message))
        text = (
            known.string if known is not None and isinstance(known.id, tuple) == isinstance(message.id, tuple) else None
        )
        flags = known.flags - {"python-format", "python-brace-format"} if known is not None else set()
        fresh.add(message.id, text, sorted(set(message.locations)), flags, context=message.context)
    return fresh


def _first_id(message: Message) -> str:
    return message.id if isinstance(message.id, str) else (message.id[0] if message.id else "")


def defects(catalogue: Catalog) -> list[str]:
    """What keeps the catalogue from being complete."""
    out = []
    for message in catalogue:
        if not message.id:
            continue
        ids = [message.id] if isinstance(message.id, str) else list(message.id)
        texts = [message.string] if isinstance(message.string, str) else list(message.string or [])
        if not texts or not all(texts):
            out.append(f"untranslated: {ids[0]!r}")
        elif message.fuzzy:
            out.append(f"fuzzy: {ids[0]!r}")
        elif any(placeholders(text) != placeholders(ids[-1]) for text in texts[-1:]):
            out.append(f"placeholders differ: {ids[0]!r} -> {texts[-1]!r}")
    return out


def placeholders(text: str) -> list[str]:
    """The named placeholders of a template; a text that is no template has none.

    >>> placeholders("{b} and {a:.1f}")
    ['a', 'b']
    """
    try:
        return sorted({name for _text, name, _spec, _conversion in string.Formatter().parse(text) if name is not None})
    except ValueError:
        return sorted(re.findall(r"\{\w+\}", text))


def _as_po(catalogue: Catalog) -> bytes:
    stream = io.BytesIO()
    write_po(stream, catalogue, width=110, include_lineno=False, sort_output=True)
    # The day and the tool's version would make every run a change.
    varies = re.compile(rb'"(POT-Creation-Date|PO-Revision-Date|Generated-By)')
    kept = [line for line in stream.getvalue().splitlines() if not varies.match(line)]
    return b"\n".join(kept).rstrip() + b"\n"


def _content(catalogue: Catalog) -> set[tuple[object, object]]:
    return {(_plain(message.id), _plain(message.string)) for message in catalogue if message.id and message.string}


def _plain(text: object) -> object:
    return tuple(text) if isinstance(text, list | tuple) else text


def stale(catalogue: Catalog) -> list[str]:
    """Which of the two files on disk do not hold this catalogue; compared by content, not by layout."""
    out = []
    wanted = {_plain(message.id) for message in catalogue if message.id}
    with PO.open("rb") as stream:
        on_disk = read_po(stream, locale="nl")
    if {_plain(message.id) for message in on_disk if message.id} != wanted or on_disk.obsolete:
        out.append(f"{PO.relative_to(ROOT)} does not hold the texts of the code: run python tools/catalogue.py")
    with MO.open("rb") as stream:
        compiled = read_mo(stream)
    if _content(compiled) != _content(on_disk):
        out.append(f"{MO.relative_to(ROOT)} is stale: run python tools/catalogue.py")
    return out


def main(arguments: list[str]) -> int:
    """Write or check the catalogue."""
    catalogue = merged(gather())
    wrong = defects(catalogue)
    if "--check" in arguments:
        wrong += stale(catalogue)
    else:
        PO.parent.mkdir(parents=True, exist_ok=True)
        PO.write_bytes(_as_po(catalogue))
        with MO.open("wb") as stream:
            write_mo(stream, catalogue)
    for line in wrong:
        print(line)
    print(f"{sum(1 for message in catalogue if message.id)} texts, {len(wrong)} defects")
    return 1 if wrong and "--check" in arguments else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""`koers.toml`: where the workspace keeps its data, its language, and the choices behind its figures."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kern.errors import UsageWrong, WorkspaceWrong
from kern.language import LANGUAGES, N_, _

FILE_NAME = "koers.toml"
VARIABLE = "KOERS_MAP"

# Key in the file -> the type it must have. The tables below it are checked by the rooms' options.
KEYS: Mapping[str, type] = {
    "database": str,
    "reeksen": str,
    "taal": str,
    "voorbeeld": bool,
    "energie": dict,
    "vloot": dict,
    "vastgoed": dict,
    "kaart": dict,
}


@dataclass(frozen=True)
class Settings:
    """What `koers.toml` says.

    Args:
        folder: The workspace.
        database: URL of the database; SQLite beside the file by default.
        series_root: Folder or URL of the series tables.
        language: `nl`, `en` or None (the locale decides).
        is_example: Made by `koers demo`; only such a folder is overwritten by it.
        choices: Room -> option -> value.
        mappings: Reader -> heading in the user's file -> the reader's own column.
    """

    folder: Path
    database: str
    series_root: str
    language: str | None = None
    is_example: bool = False
    choices: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    mappings: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


def find_folder(wanted: str | Path | None = None, start: Path | None = None) -> Path | None:
    """The workspace's folder: the one wanted, else `KOERS_MAP`, else the nearest with a `koers.toml` upwards.

    Args:
        wanted: Folder given by the user; it is not searched upwards from.
        start: Where to begin searching; the current folder by default.
    """
    named = wanted or os.environ.get(VARIABLE)
    if named:
        folder = Path(named)
        return folder if (folder / FILE_NAME).is_file() else None
    here = (start or Path.cwd()).resolve()
    return next((folder for folder in (here, *here.parents) if (folder / FILE_NAME).is_file()), None)


def peek_language(folder: Path) -> str | None:
    """The language of a workspace; None when it says none or its file cannot be read (that is said later)."""
    try:
        wanted = tomllib.loads((folder / FILE_NAME).read_text(encoding="utf-8")).get("taal")
    except (OSError, ValueError):
        return None
    return wanted if wanted in LANGUAGES else None


def read_settings(folder: Path) -> Settings:
    """Read `koers.toml`.

    Raises:
        WorkspaceWrong: There is none, or it is no valid TOML.
        UsageWrong: A key is unknown or has a value of the wrong kind.
    """
    path = folder / FILE_NAME
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError as error:
        raise WorkspaceWrong(
            N_("There is no workspace in {folder}: koers.toml is missing. Make one with: koers nieuw {folder}"),
            folder=folder,
        ) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise WorkspaceWrong(
            N_("{file} cannot be read: {reason}. Mend the line, or copy a fresh file with: koers nieuw MAP"),
            file=path,
            reason=error,
        ) from error
    _check(content, path)
    language = content.get("taal")
    return Settings(
        folder=folder,
        database=_database_url(folder, content.get("database", "koers.sqlite")),
        series_root=_series_root(folder, content.get("reeksen", "reeksen")),
        language=language,
        is_example=bool(content.get("voorbeeld", False)),
        choices={room: content.get(room, {}) for room in ("vastgoed", "energie", "vloot")},
        mappings=_mappings(content.get("kaart", {})),
    )


def _check(content: Mapping[str, Any], path: Path) -> None:
    for key, value in content.items():
        if key not in KEYS:
            raise UsageWrong(
                N_("{file}: key {key} is not known. Known keys: {known}."), file=path, key=key, known=", ".join(KEYS)
            )
        if not isinstance(value, KEYS[key]):
            raise UsageWrong(
                N_("{file}: {key} = {value} has the wrong kind of value. Expected: {kind}."),
                file=path,
                key=key,
                value=value,
                kind={str: '"text"', bool: "true / false", dict: f"[{key}]"}[KEYS[key]],
            )
    language = content.get("taal")
    if language is not None and language not in LANGUAGES:
        raise UsageWrong(
            N_("{file}: language {language} is not known. Choose from: {languages}."),
            file=path,
            language=language,
            languages=", ".join(LANGUAGES),
        )
    for reader, mapping in _mappings(content.get("kaart", {})).items():
        if not all(isinstance(target, str) for target in mapping.values()):
            raise UsageWrong(
                N_('{file}: [kaart.{reader}] must hold lines of the form "heading in the file" = "field".'),
                file=path,
                reader=reader,
            )


def _mappings(content: Mapping[str, Any], kind: str = "") -> dict[str, dict[str, Any]]:
    """Reader -> mapping, whether the reader's name stands between quotes in the file or not.

    >>> _mappings({"energy": {"meters": {"EAN nr": "code"}}}) == _mappings({"energy.meters": {"EAN nr": "code"}})
    True
    """
    found: dict[str, dict[str, Any]] = {}
    for name, value in content.items():
        if isinstance(value, dict):
            found |= _mappings(value, f"{kind}.{name}" if kind else name)
        else:
            # A number without quotes, such as interval = 15, is what it looks like.
            plain = kind.startswith("energy.series.") and isinstance(value, int) and not isinstance(value, bool)
            found.setdefault(kind, {})[name] = str(value) if plain else value
    return found


def _database_url(folder: Path, value: str) -> str:
    if "://" in value:
        return value
    return f"sqlite:///{(folder / value).resolve().as_posix()}"


def _series_root(folder: Path, value: str) -> str:
    return value if "://" in value else str((folder / value).resolve())


def settings_text(language: str | None, is_example: bool) -> str:
    """A fresh `koers.toml` that explains itself in the language in force.

    Args:
        language: Written in it; None leaves it to the locale.
        is_example: Mark the workspace as made by `koers demo`.
    """
    lines = [
        _("# Workspace of Koers. Paths are relative to this file."),
        *(["voorbeeld = true  " + _("# made by koers demo, and may be made again by it")] if is_example else []),
        'database = "koers.sqlite"  ' + _("# or postgresql+psycopg://user@server/koers"),
        'reeksen = "reeksen"  ' + _("# folder of the readings"),
        f'taal = "{language}"' if language else '# taal = "nl"  ' + _("# or en; the locale decides without this line"),
        "",
        _("# The choices behind the figures; every figure names them. Take the # away to choose."),
        "[energie]",
        '# doelset = "2019"  ' + _("# a set of data/targets/sets.csv"),
        '# methode = "linear_on_base"  # compound, average',
        "# basisjaar = 2019",
        '# grens = "fossil_only"  # location_based, market_based',
        '# portefeuille = "recalculated"  # as_reported, like_for_like',
        "# k_exp = 0.0",
        '# lijsten = { hfb_large_offices = ["GB-0001", "GB-0002"] }',
        "",
        "[vloot]",
        '# doelset = "2019"',
        "",
        "[vastgoed]",
        ('agentschap = "ENT01"  ' if is_example else '# agentschap = "ENT01"  ')
        + _("# code of the entity that takes the buildings over"),
        "",
        _("# What the transfer plan strives for, each part with its weight."),
        "# [vastgoed.doel]",
        "# gewicht_kosten = 1.0  " + _("# a lower cost per FTE than now"),
        "# gewicht_vermijdbaar = 1.0  " + _("# rent and energy that fall away"),
        "# co2_prijs = 0.0  " + _("# EUR per tonne of CO2 saved"),
        "# [vastgoed.planner]",
        "# bundelen = 1.0  " + _("# an extra quarter of an entity weighs as much as so many quarters of delay"),
        "# wijziging = 8.0  "
        + _("# a building that keeps its quarter of the plan before earns as much as so many quarters"),
        "",
        _("# Your own headings per kind of file, as koers laad --kaart saves them:"),
        '# [kaart."energy.meters"]',
        '# "EAN nummer" = "code"',
        _("# Readings in a file of any make: koers laad --toon-kaart FILE proposes the lines to put here."),
    ]
    return "\n".join(lines) + "\n"

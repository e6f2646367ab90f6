"""Saving the mapping of headings in `koers.toml`, with the user's comments and order kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


def save_mappings(path: Path, mappings: Mapping[str, Mapping[str, str]]) -> None:
    """Write mappings into the file, below those it holds.

    Args:
        path: `koers.toml`.
        mappings: Reader -> heading in the file -> field.
    """
    import tomlkit

    document = tomlkit.parse(path.read_text(encoding="utf-8"))
    maps = document.setdefault("kaart", tomlkit.table(is_super_table=True))
    for kind, mapping in mappings.items():
        table = _table(maps, kind)
        for heading, name in mapping.items():
            table[heading] = name
    path.write_text(tomlkit.dumps(document), encoding="utf-8")


def _table(maps: Any, kind: str) -> Any:
    """The table of a kind; a mapping of readings has a name of its own below its kind, and columns below that."""
    import tomlkit

    parts = kind.split(".", 2)
    names = [".".join(parts[:2]), *(parts[2].rsplit(".", 1) if kind.endswith(".kolommen") else parts[2:])]
    for name in names:
        maps = maps.setdefault(name, tomlkit.table())
    return maps

"""Saving the mapping of headings in `koers.toml`, with the user's comments and order kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

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
        table = maps.setdefault(kind, tomlkit.table())
        for heading, name in mapping.items():
            table[heading] = name
    path.write_text(tomlkit.dumps(document), encoding="utf-8")

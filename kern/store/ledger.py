"""The ledger of publications: what each report said and stood on. Written once, never changed, never undone."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from kern.store.registers import read_table, sql_model_table
from kern.store.tables import Publication, PublishedFigure, PublishedPart

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import polars as pl

PUBLICATIONS = sql_model_table(Publication)
FIGURES = sql_model_table(PublishedFigure)
PARTS = sql_model_table(PublishedPart)


def record_publication(
    connection: sa.Connection,
    about: Mapping[str, Any],
    figures: Sequence[Mapping[str, Any]],
    parts: pl.DataFrame,
) -> int:
    """Write a publication, unless the newest of that year says the very same.

    Args:
        connection: The write transaction.
        about: `year`, `koers_version`, `data_cutoff`, `last_import_id`, `rules_version`, `choices`.
        figures: `key`, `label`, `value`, `unit`, `note` per figure.
        parts: `metric`, `asset_code`, `item`, `year`, `quantity`, `value`.

    Returns:
        The number of the publication: a new one, or the equal one that was there.
    """
    newest = _newest(connection, int(about["year"]))
    if newest is not None and _says_the_same(connection, newest, about, figures):
        return newest
    row = {**about, "made_at": datetime.now(UTC).isoformat(timespec="seconds")}
    number = connection.execute(sa.insert(PUBLICATIONS).values(**row)).inserted_primary_key
    identity = int(number[0]) if number is not None else 0
    if figures:
        connection.execute(sa.insert(FIGURES), [{**figure, "publication_id": identity} for figure in figures])
    if parts.height:
        connection.execute(sa.insert(PARTS), [{**part, "publication_id": identity} for part in parts.to_dicts()])
    return identity


def _newest(connection: sa.Connection, year: int) -> int | None:
    found = connection.execute(sa.select(sa.func.max(PUBLICATIONS.c.id)).where(PUBLICATIONS.c.year == year)).scalar()
    return None if found is None else int(found)


def _says_the_same(
    connection: sa.Connection, number: int, about: Mapping[str, Any], figures: Sequence[Mapping[str, Any]]
) -> bool:
    row = connection.execute(sa.select(PUBLICATIONS).where(PUBLICATIONS.c.id == number)).mappings().one()
    if any(row[name] != value for name, value in about.items()):
        return False
    said = sa.select(FIGURES.c.key, FIGURES.c.value).where(FIGURES.c.publication_id == number)
    return {row.key: row.value for row in connection.execute(said)} == {
        figure["key"]: figure["value"] for figure in figures
    }


def publications(connection: sa.Connection) -> pl.DataFrame:
    """Every publication, oldest first."""
    return read_table(connection, PUBLICATIONS)


def published_figures(connection: sa.Connection, number: int) -> pl.DataFrame:
    """The figures of one publication: `key`, `label`, `value`, `unit`, `note`."""
    return read_table(connection, FIGURES, FIGURES.c.publication_id == number).drop("publication_id")


def published_parts(connection: sa.Connection, number: int) -> pl.DataFrame:
    """What the figures of one publication were added up from."""
    return read_table(connection, PARTS, PARTS.c.publication_id == number).drop("publication_id")

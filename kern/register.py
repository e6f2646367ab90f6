"""The nouns all rooms share: entity, managed asset, and who manages, owns or uses it from when till when.

Buildings, technical infrastructure, meters and the home base of vehicles hang on `ManagedAsset.code`.
The rooms declare their own tables with `RegisterTable` and `SeriesTable`; the store is told which.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlmodel import Field, SQLModel


class Imported(SQLModel):
    """What every register row carries: the import that wrote it last, and its row in that file."""

    import_id: int | None = Field(default=None, foreign_key="import_run.id", index=True)
    source_sheet: str | None = None
    source_row: int | None = None


class Entity(Imported, table=True):
    """An organisation that manages or uses assets."""

    __tablename__ = "entity"

    code: str = Field(primary_key=True)
    name: str
    ovo_code: str | None = None
    kbo_number: str | None = None


class ManagedAsset(Imported, table=True):
    """A building or a piece of technical infrastructure with the days on which it existed in the portfolio.

    `entity_code` is the entity answerable for the data today; history stands in `AssetRole`.
    """

    __tablename__ = "managed_asset"

    code: str = Field(primary_key=True)
    name: str
    kind: str = Field(description="building or infrastructure")
    entity_code: str = Field(foreign_key="entity.code", index=True)
    municipality: str | None = None
    valid_from: date | None = None
    valid_until: date | None = Field(default=None, description="first day no longer in the portfolio")


class AssetRole(Imported, table=True):
    """An entity in a role for an asset over a period: a transfer is one row that ends and one that begins."""

    __tablename__ = "asset_role"

    asset_code: str = Field(primary_key=True, foreign_key="managed_asset.code")
    role: str = Field(primary_key=True, description="manager, owner or user")
    valid_from: date = Field(primary_key=True)
    entity_code: str = Field(foreign_key="entity.code")
    valid_until: date | None = None


@dataclass(frozen=True)
class RegisterTable:
    """What the store must know of a register: its model, its key and what it refers to.

    Args:
        model: The SQLModel table.
        key: Columns that identify a row across imports.
        references: Own column -> "table.column" it must exist in; a row that points nowhere is quarantined.
    """

    model: type[SQLModel]
    key: tuple[str, ...]
    references: Mapping[str, str] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """The table's name in the database."""
        return str(self.model.__tablename__)


@dataclass(frozen=True)
class Ranking:
    """How good a row of a series is: a weaker row never replaces a better one, whichever was loaded first.

    A row without a value ranks below every row with one. A code that is not listed ranks as 0.

    Args:
        value: Column with the value; null is no data.
        quality: Column with the code of what the value rests on.
        ranks: Code -> rank, higher is better; equal ranks replace each other.
    """

    value: str
    quality: str
    ranks: Mapping[str, int]


@dataclass(frozen=True)
class SeriesTable:
    """What the store must know of a series: a Delta table partitioned by local year and month.

    Args:
        name: Folder and table name.
        schema: Column -> polars type, the partition columns included.
        key: Columns that identify a row; a second row with the same key corrects the first.
        time_column: The UTC column that decides the partition.
        partition_by: Partition columns, local calendar.
        compare: Columns whose change makes a correction.
        ranking: What may replace what, on columns of `compare`; None lets every later row replace an earlier one.
    """

    name: str
    schema: Mapping[str, Any]
    key: tuple[str, ...]
    time_column: str
    compare: tuple[str, ...]
    partition_by: tuple[str, ...] = ("year", "month")
    ranking: Ranking | None = None


REGISTERS = (
    RegisterTable(Entity, ("code",)),
    RegisterTable(ManagedAsset, ("code",), {"entity_code": "entity.code"}),
    RegisterTable(
        AssetRole,
        ("asset_code", "role", "valid_from"),
        {"asset_code": "managed_asset.code", "entity_code": "entity.code"},
    ),
)

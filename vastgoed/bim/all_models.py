"""The facts of all loaded models as one table per kind: a row knows its file, its record and where each value is from.

They come from the registers alone: the model files may have moved or gone, and what `vastgoed.bim.fact_cache` keeps
may be thrown away. The columns are listed in `docs/model-tables.md`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import polars as pl

from vastgoed.bim.columns import TABLES
from vastgoed.bim.detail_columns import DETAILS, ELEMENT_FACTS, STORED
from vastgoed.bim.link import link_buildings
from vastgoed.bim.materials.columns import BIM_MATERIAL

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_SIZES = ("width_m", "height_m")
_OPENING = ("u_value_w_per_m2k", "is_external", "fire_rating", "operation")
_STEPS = ("width_m", "riser_count", "riser_height_m", "tread_length_m", "has_handrail")

UNITS = {
    "m": "m", "m2": "m²", "m3": "m³", "kg": "kg", "degrees": "°", "share": "0–1",
    "w_per_m2k": "W/m²K", "kg_per_m3": "kg/m³",
}  # fmt: skip
"""End of a column's name -> the unit of its numbers."""


@dataclass(frozen=True)
class Kind:
    """A table over all models.

    Args:
        register: The register its rows are in.
        kinds: Kinds of element it holds; all rows when empty.
        facts: The facts of elements that it shows, each with its source.
    """

    register: str
    kinds: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()


KINDS: dict[str, Kind] = {
    "modellen": Kind("bim_model"),
    "terreinen": Kind("bim_site"),
    "gebouwen": Kind("bim_building"),
    "verdiepingen": Kind("bim_storey"),
    "ruimten": Kind("bim_space"),
    "zones": Kind("bim_zone"),
    "deuren": Kind(
        "bim_element", ("door",), (*_SIZES, "clear_width_m", *_OPENING, "is_fire_exit", "is_handicap_accessible")
    ),
    "ramen": Kind("bim_element", ("window",), (*_SIZES, *_OPENING)),
    "schil": Kind("bim_envelope"),
    "trappen": Kind("bim_element", ("stair", "stair_flight"), _STEPS),
    "hellingen": Kind(
        "bim_element", ("ramp", "ramp_flight"), ("width_m", "slope_degrees", "has_handrail", "is_handicap_accessible")
    ),
    "liften": Kind("bim_element", ("lift",), (*_SIZES, "clear_width_m", "clear_depth_m")),
    "sanitair": Kind("bim_element", ("sanitary",), (*_SIZES, "is_handicap_accessible")),
    "materialen": Kind("bim_material"),
    "classificaties": Kind("bim_classification"),
    "ligging": Kind("bim_georeference"),
}
"""Name of a table, as the command and the notebook ask for it -> what it holds."""

_SCHEMAS: dict[str, dict[str, pl.DataType]] = {
    **TABLES,
    **{register: DETAILS[part] for register, part in STORED.items()},
    "bim_material": BIM_MATERIAL,
}


class ModelTables(Mapping[str, pl.DataFrame]):
    """The tables of all loaded models, each made when it is asked for and then kept.

    Args:
        register: Gives a register by name, such as `Workspace.register`.
    """

    def __init__(self, register: Callable[[str], pl.DataFrame]) -> None:
        self._register = cache(register)  # several tables come out of one register
        self._made: dict[str, pl.DataFrame] = {}
        self._places: tuple[pl.DataFrame, pl.DataFrame] | None = None

    def __getitem__(self, name: str) -> pl.DataFrame:
        """One table of `KINDS`.

        Columns: `file_name`, `model_hash`, `model_complete` (false: the file is damaged, its totals are no facts),
        `asset_code`, `building_name` and `storey_name` where the row lies in one, the columns of its register, and
        `import_id`, the load it came with. Rows are in the order of file and record.

        Raises:
            KeyError: There is no such table.
        """
        if name not in self._made:
            self._made[name] = self._make(KINDS[name])
        return self._made[name]

    def _make(self, kind: Kind) -> pl.DataFrame:
        frame = self._register(kind.register)
        if kind.kinds:
            frame = frame.filter(pl.col("kind").is_in(kind.kinds))
        own = [column for column in _SCHEMAS[kind.register] if _belongs(column, kind)]
        frame = self._with_places(frame, kind.register)
        lead = [column for column in _lead(kind.register) if column in frame.columns]
        order = [column for column in ("file_name", "model_hash", *_steps(kind.register)) if column in frame.columns]
        return frame.sort(order).select(*dict.fromkeys([*lead, *own, "import_id"]))

    def __iter__(self) -> Iterator[str]:
        return iter(KINDS)

    def __len__(self) -> int:
        return len(KINDS)

    def _with_places(self, frame: pl.DataFrame, register: str) -> pl.DataFrame:
        """The rows with the names of their file, building and storey, and the code of their asset."""
        buildings, storeys = self._buildings_and_storeys()
        if register == "bim_model":
            return frame.with_columns(model_complete="complete")
        models = self._register("bim_model").select("model_hash", "file_name", model_complete="complete")
        frame = frame.join(models, on="model_hash", how="left", maintain_order="left")
        if register == "bim_zone":
            spaces = self._register("bim_space").select("model_hash", "space_step_id", "building_step_id")
            frame = frame.join(spaces, on=("model_hash", "space_step_id"), how="left", maintain_order="left")
        if register == "bim_building":
            return _joined(frame, buildings.select("model_hash", "building_step_id", "asset_code"), "building_step_id")
        if "building_step_id" in frame.columns:
            frame = _joined(frame, buildings, "building_step_id")
        if "storey_step_id" in frame.columns:
            frame = _joined(frame, storeys, "storey_step_id")
        return frame

    def _buildings_and_storeys(self) -> tuple[pl.DataFrame, pl.DataFrame]:
        if self._places is None:
            codes = self._register("managed_asset")["code"].to_list()
            linked, _findings = link_buildings({"bim_building": self._register("bim_building")}, codes)
            storeys = self._register("bim_storey").select("model_hash", "storey_step_id", "storey_guid", "storey_name")
            buildings = linked["bim_building"].select(
                "model_hash", "building_step_id", "building_guid", "asset_code",
                building_name=pl.coalesce("building_long_name", "building_name"),
            )  # fmt: skip
            self._places = buildings, storeys
        return self._places


def unit_of(column: str) -> str:
    """The unit that a column's name ends in; empty when its values are no quantity.

    >>> unit_of("area_m2"), unit_of("wall_u_value_w_per_m2k"), unit_of("area_unit_m2"), unit_of("kind")
    ('m²', 'W/m²K', 'm²', '')
    """
    return next((UNITS[end] for end in sorted(UNITS, key=len, reverse=True) if column.endswith(f"_{end}")), "")


def column_rows(tables: Mapping[str, pl.DataFrame]) -> list[dict[str, str]]:
    """Per table and column: `table`, `column`, `unit` and `type` (text, number, count or yes/no)."""
    types = {pl.String: "text", pl.Float64: "number", pl.Int64: "count", pl.Boolean: "flag"}
    return [
        {"table": name, "column": column, "unit": unit_of(column), "type": types.get(type(kind), str(kind))}
        for name, frame in tables.items()
        for column, kind in frame.schema.items()
    ]


def _belongs(column: str, kind: Kind) -> bool:
    fact = column.removesuffix("_source")
    return not kind.facts or fact not in ELEMENT_FACTS or fact in kind.facts


def _lead(register: str) -> tuple[str, ...]:
    first = ("file_name", "model_hash", "model_complete", "asset_code")
    if register in {"bim_building", "bim_model"}:
        return first
    return (*first, "building_guid", "building_name", "storey_guid", "storey_name")


def _steps(register: str) -> list[str]:
    return [column for column in _SCHEMAS[register] if column.endswith(("_step_id", "_number"))]


def _joined(frame: pl.DataFrame, places: pl.DataFrame, key: str) -> pl.DataFrame:
    """The frame with the columns of its place; those of the place win, since they are linked."""
    keys = ["model_hash", key]
    twice = [column for column in places.columns if column in frame.columns and column not in keys]
    return frame.drop(twice).join(places, on=keys, how="left", maintain_order="left")

"""What the real-estate room computes on: the registers as plain frames, filled by the desk from the store."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, ClassVar, TypeVar

import polars as pl

from kern.register import REGISTERS
from vastgoed import tables
from vastgoed.bim_detail_tables import DETAIL_REGISTERS

T = TypeVar("T")
_TYPES: dict[Any, pl.DataType] = {
    str: pl.String(),
    float: pl.Float64(),
    int: pl.Int64(),
    bool: pl.Boolean(),
    date: pl.Date(),
}
_MODELS: dict[str, type[Any]] = {register.name: register.model for register in (*REGISTERS, *tables.REGISTERS)}

_DETAILS = {register.name for register in DETAIL_REGISTERS}


def schema_of(name: str) -> dict[str, pl.DataType]:
    """Columns and types of a register.

    >>> schema_of("function_area")["area_m2"]
    Float64
    """
    found: dict[str, pl.DataType] = {}
    for column, info in _MODELS[name].model_fields.items():
        kinds = [kind for kind in getattr(info.annotation, "__args__", (info.annotation,)) if kind is not type(None)]
        found[column] = _TYPES[kinds[0]]
    return found


@dataclass(frozen=True, eq=False)
class EstateInputs:
    """The registers by name, with the columns of their tables in `kern.register` and `vastgoed.tables`.

    Columns that are absent are filled with null, so that a half-filled register computes too.
    """

    entity: pl.DataFrame = field(default_factory=pl.DataFrame)
    managed_asset: pl.DataFrame = field(default_factory=pl.DataFrame)
    asset_role: pl.DataFrame = field(default_factory=pl.DataFrame)
    building: pl.DataFrame = field(default_factory=pl.DataFrame)
    infrastructure: pl.DataFrame = field(default_factory=pl.DataFrame)
    function_area: pl.DataFrame = field(default_factory=pl.DataFrame)
    contract: pl.DataFrame = field(default_factory=pl.DataFrame)
    certificate: pl.DataFrame = field(default_factory=pl.DataFrame)
    resource_use: pl.DataFrame = field(default_factory=pl.DataFrame)
    audit: pl.DataFrame = field(default_factory=pl.DataFrame)
    audit_value: pl.DataFrame = field(default_factory=pl.DataFrame)
    label_criterion: pl.DataFrame = field(default_factory=pl.DataFrame)
    transfer_readiness: pl.DataFrame = field(default_factory=pl.DataFrame)
    transfer_capacity: pl.DataFrame = field(default_factory=pl.DataFrame)
    transfer_task: pl.DataFrame = field(default_factory=pl.DataFrame)
    building_cost: pl.DataFrame = field(default_factory=pl.DataFrame)
    cost_baseline: pl.DataFrame = field(default_factory=pl.DataFrame)
    service_contract: pl.DataFrame = field(default_factory=pl.DataFrame)
    transfer_dependency: pl.DataFrame = field(default_factory=pl.DataFrame)
    transfer_decision: pl.DataFrame = field(default_factory=pl.DataFrame)
    transfer_plan: pl.DataFrame = field(default_factory=pl.DataFrame)
    bim_model: pl.DataFrame = field(default_factory=pl.DataFrame)
    bim_building: pl.DataFrame = field(default_factory=pl.DataFrame)
    bim_storey: pl.DataFrame = field(default_factory=pl.DataFrame)
    bim_space: pl.DataFrame = field(default_factory=pl.DataFrame)
    bim_material: pl.DataFrame = field(default_factory=pl.DataFrame)

    geometry_folder: Any = None
    """Folder (a `Path`) where the geometry of loaded models is kept; None when nothing is."""

    memo: dict[str, Any] = field(default_factory=dict, init=False, repr=False)
    """What was worked out on these very frames, so that sections and traces do it once."""

    TABLES: ClassVar[tuple[str, ...]] = tuple(name for name in _MODELS if name not in _DETAILS)
    """The registers the desk fills in, by name. No rule asks the details of models: `vastgoed.bim.all_models` does."""

    def __post_init__(self) -> None:
        for name in self.TABLES:
            object.__setattr__(self, name, _completed(getattr(self, name), schema_of(name)))

    def remember(self, what: str, options: object, work: Callable[[], T]) -> T:
        """The result of some work, done once per set of options.

        >>> inputs = EstateInputs()
        >>> inputs.remember("sum", 1, lambda: 42), inputs.remember("sum", 1, lambda: 43)
        (42, 42)
        """
        key = f"{what} {options!r}"
        if key not in self.memo:
            self.memo[key] = work()
        return self.memo[key]  # type: ignore[no-any-return]

    def only(self, asset_code: str) -> EstateInputs:
        """What belongs to one asset; entities and the capacity stay whole."""
        chosen = {
            name: getattr(self, name).filter(pl.col("asset_code") == asset_code)
            for name in self.TABLES
            if "asset_code" in getattr(self, name).columns
        }
        audits = chosen["audit"]["audit_code"]
        return replace(
            self,
            **chosen,
            managed_asset=self.managed_asset.filter(pl.col("code") == asset_code),
            audit_value=self.audit_value.filter(pl.col("audit_code").is_in(audits.implode())),
        )


def _completed(frame: pl.DataFrame, schema: dict[str, pl.DataType]) -> pl.DataFrame:
    if not frame.columns:
        return pl.DataFrame(schema=schema)
    absent = [pl.lit(None, kind).alias(name) for name, kind in schema.items() if name not in frame.columns]
    whole = frame.with_columns(absent)
    return whole.with_columns(pl.col(name).cast(kind) for name, kind in schema.items() if whole.schema[name] != kind)

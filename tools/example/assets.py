"""What an asset of the example is: a building or a piece of technical infrastructure."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True)
class Role:
    """An entity in a role for an asset; `until` is the first day it no longer holds."""

    entity: str
    role: str
    start: date | None
    until: date | None


@dataclass
class Building:
    """One building. Areas in whole m²; a function split of None was never measured."""

    code: str
    building_id: int
    unit_ids: tuple[int, ...]
    name: str
    kind: str
    street: str
    house: str
    postcode: str
    town: str
    x_m: int
    y_m: int
    entity: str
    year: int
    gross_m2: int
    internal_m2: int
    net_m2: int
    office_m2: int
    split: dict[str, int] | None
    split_method: str = "opmeting NBN EN 15221-6"
    renovated: int | None = None
    heritage: str = "geen"
    ownership: str = "volle eigendom"
    use_right: str = "eigen gebruik"
    strategy: str = "onduidelijk/geen strategie"
    heating: str = "gas"
    solar_kwp: int = 0
    led_from: int = 0
    desks: int = 0
    fte: float = 0.0
    heads: int = 0
    parking: int = 0
    showers: int = 0
    start: date | None = None
    until: date | None = None
    vacant_since: date | None = None
    vacancy_reason: str = ""
    transfer_status: str = "te beoordelen"
    transfer_quarter: str = ""
    dossier: str = ""
    asked: bool | None = None
    case_positive: bool | None = None
    lease_end: date | None = None
    landlord_kbo: str = ""
    roles: list[Role] = field(default_factory=list)

    @property
    def rented(self) -> bool:
        """Whether it is let to the government."""
        return self.use_right == "huur"


@dataclass
class Infrastructure:
    """Road lighting, a lock, a pumping station: uses electricity, has no floor."""

    code: str
    name: str
    sort: str
    entity: str
    town: str
    yearly_mwh: float
    start: date | None = None
    until: date | None = None


@dataclass
class Portfolio:
    """All assets and who held them when."""

    buildings: list[Building]
    infrastructure: list[Infrastructure]
    roles: dict[str, list[Role]]

    def building(self, code: str) -> Building:
        """A building by its code."""
        return next(b for b in self.buildings if b.code == code)


def split_area(internal_m2: int, parts: dict[str, int]) -> dict[str, int]:
    """An internal area over functions in whole m²; the first function takes what rounding leaves.

    >>> split_area(101, {"kantoor": 64, "labo": 36})
    {'kantoor': 65, 'labo': 36}
    """
    total = sum(parts.values())
    areas = {name: round(internal_m2 * part / total) for name, part in parts.items()}
    first = next(iter(areas))
    areas[first] += internal_m2 - sum(areas.values())
    return areas

"""Which carrier each meter of a consumption history has: one file may hold electricity and gas meters.

Source: policy S45 (device numbers, registers and units of electricity, gas and water).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import polars as pl

from kern.intake.headings import normalise_heading

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

CARRIERS = pl.Enum(["electricity", "natural_gas"])
DEVICES = {"1SAG": "electricity", "7FLO": "natural_gas", "7MIT": "natural_gas", "8SE": "water"}
"""How a device number begins -> what the device measures."""

_NO_GAS = {"actief", "active"}


def is_electric(register: str, code: str | None) -> bool:
    """Whether a register exists on electricity meters only: all but plain offtake, and that too when it says active.

    >>> is_electric("Afname Dag", "offtake_day"), is_electric("Afname Actief", "offtake")
    (True, True)
    >>> is_electric("Afname", "offtake")
    False
    """
    if code is None:
        return False
    return code != "offtake" or not _NO_GAS.isdisjoint(normalise_heading(register).split())


def electric_meters(
    texts: pl.DataFrame, registers: Mapping[str, str | None], eans: Mapping[str, str]
) -> frozenset[str]:
    """Meters with a register that only electricity has; in most files every register is one, or none is.

    Args:
        texts: Columns `ean` and `register`, as written.
        registers: Register as written -> its code, None when unknown.
        eans: EAN code as written -> the meter.
    """
    electric = [text for text, code in registers.items() if is_electric(text, code)]
    if len(electric) == len(registers):
        return frozenset(eans.values())
    found = texts.filter(pl.col("register").is_in(electric))["ean"].unique() if electric else ()
    return frozenset(eans[text] for text in found if text is not None)


def measured_by_devices(parts: Iterable[pl.DataFrame]) -> dict[str, str]:
    """What each meter measures by its device number; meters without a known one are left out.

    Args:
        parts: Columns `ean` and `device`, as written.
    """
    found: dict[str, str] = {}
    for part in parts:
        for ean, device in part.select("ean", "device").unique(maintain_order=True).drop_nulls().iter_rows():
            carrier = next((carrier for begin, carrier in DEVICES.items() if device.strip().startswith(begin)), None)
            if carrier:
                found[ean.strip('=" \t')] = carrier
    return found


@dataclass(frozen=True)
class CarrierSigns:
    """What a file says about the carrier of its meters.

    Args:
        meters: All meters of the file.
        electric: Those with a register that only electricity has.
        devices: Meter -> what its device number says (a value of DEVICES).
        gas_headings: Whether the file has a calorific value, so that a meter without any other sign is gas.
    """

    meters: frozenset[str]
    electric: frozenset[str]
    gas_headings: bool
    devices: Mapping[str, str] = field(default_factory=dict)

    @property
    def water(self) -> set[str]:
        """The water meters."""
        return {meter for meter, carrier in self.devices.items() if carrier == "water"}

    def carrier(self, cubic_metres: Collection[str]) -> pl.Expr:
        """The carrier of each row's meter.

        Cubic metres decide, then the registers, then the device number, and last the headings of the file.

        Args:
            cubic_metres: Meters with rows in cubic metres.
        """
        otherwise = "natural_gas" if self.gas_headings else "electricity"
        unsaid = self.meters - self.electric
        gas = {meter for meter in unsaid if self.devices.get(meter, otherwise) == "natural_gas"}
        gas |= set(cubic_metres) - self.water
        if not gas or gas >= self.meters:
            return pl.lit("natural_gas" if gas else "electricity", CARRIERS)
        return (
            pl.when(pl.col("meter").is_in(list(gas)))
            .then(pl.lit("natural_gas", CARRIERS))
            .otherwise(pl.lit("electricity", CARRIERS))
        )

"""What every charging reader does with its rows: signs, persons, ids, the columns of the series."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from vloot.privacy import pseudonyms
from vloot.transactions import drop_duplicates, drop_improbable, to_series, with_own_id
from vloot.vehicle_keys import is_vin, normalise_key

if TYPE_CHECKING:
    from vloot.rejections import Rejections

_TEXTS = ("txn_id", "card_no", "vin", "plate", "charge_point", "currency", "cancel_of")


def finish_charges(frame: pl.DataFrame, rejections: Rejections, key: bytes | None) -> pl.DataFrame:
    """Rows of the fleet series from charging sessions.

    Args:
        frame: `at_utc`, `quantity` [kWh], `source_row` and what the file has of `txn_id`, `card_no`, `vin`, `plate`,
            `charge_point`, `amount_net_eur`, `amount_gross_eur`, `currency`, `home_charging`, `cancel_of`,
            `odometer_km`.
        rejections: Gathers what is kept out.
        key: Secret for the pseudonym of the contract.
    """
    frame = frame.with_columns(
        *(pl.lit(None, pl.String).alias(name) for name in _TEXTS if name not in frame.columns),
        *(
            pl.lit(None, pl.Float64).alias(name)
            for name in ("amount_net_eur", "amount_gross_eur")
            if name not in frame.columns
        ),
    )
    if "home_charging" not in frame.columns:
        frame = frame.with_columns(home_charging=pl.lit(None, pl.Boolean))
    frame = drop_improbable(frame, rejections, "Start")
    frame = frame.with_columns(normalise_key("vin"), normalise_key("plate"))
    credit = pl.col("cancel_of").is_not_null()
    euro = pl.col("currency").is_null() | (pl.col("currency").str.to_uppercase() == "EUR")
    signed = {name: pl.when(credit).then(-pl.col(name).abs()).otherwise(name) for name in ("quantity",)}
    money = {
        name: pl.when(euro & credit).then(-pl.col(name).abs()).when(euro).then(name)
        for name in ("amount_net_eur", "amount_gross_eur")
    }
    frame = frame.with_columns(
        **signed,
        **money,
        vin=pl.when(is_vin("vin")).then("vin"),
        kind=pl.lit("charge"),
        product=pl.lit("electricity"),
        unit=pl.lit("kwh"),
        quality=pl.lit("measured"),
        # The address of a charger at home is an address of a person.
        charge_point=pl.when(pl.col("home_charging").fill_null(False).not_()).then("charge_point"),
    )
    frame = frame.with_columns(pseudonyms(frame["card_no"], key, "card").alias("card_pseudonym"))
    return to_series(drop_duplicates(with_own_id(frame), rejections, "Sessie"))

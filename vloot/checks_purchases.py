"""Findings on refuelling and charging: units, prices, doubles, credits, tanks, cards."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from kern.findings import Finding, Severity
from kern.language import N_
from vloot.netting import dangling_credits, doubles, net_transactions
from vloot.products import VEHICLE_FUELS, carrier_of, products
from vloot.telling import some
from vloot.weekend import WEEKEND

if TYPE_CHECKING:
    from vloot.inputs import FleetInputs
    from vloot.options import FleetOptions

OVERFILL_SHARE = 1.1
"""A tank holds a little more than the brochure says, and a can may be filled along."""

PRICE_SHARE = 0.4
"""How far a price may lie from the month's median of the product: motorway and border stations stay inside."""

_WEEKEND_SHARE = 0.25
_FEWEST_ROWS = 20
_FEWEST_PRICES = 5


def _finding(
    code: str, text: str, frame: pl.DataFrame, remedy: str, severity: Severity = Severity.WARNING, **more: object
) -> list[Finding]:
    """One finding on all rows of a kind of defect; none when there are none."""
    if frame.is_empty():
        return []
    vins = frame["vin"].drop_nulls().unique().sort().to_list()
    evidence = {"rows": frame.height, "count": len(vins), "vins": some(vins), "all_vins": vins, **more}
    return [Finding(code, severity, text, evidence, remedy=remedy)]


def check_missing_quantities(inputs: FleetInputs, options: FleetOptions) -> list[Finding]:
    """Money without litres or kWh: estimated, and shown as such."""
    del options
    lost = inputs.transactions.filter(pl.col("kind").is_in(["fuel", "charge"]), pl.col("quantity").is_null()).collect()
    return _finding(
        "fleet.quantity.missing",
        N_("{rows} purchases of {count} vehicles have money and no quantity; the price estimates them: {vins}."),
        lost,
        N_("Ask the issuer for the quantities and load the file again."),
    )


def check_units(inputs: FleetInputs, options: FleetOptions) -> list[Finding]:
    """Litres at the price of a kWh, in data loaded before or through another door."""
    del options
    charging = products()["electricity"]
    liquid = [p.code for p in products().values() if p.kind == "fuel" and p.unit == "l" and p.price_minimum_eur]
    price = pl.col("amount_gross_eur") / pl.col("quantity")
    slips = inputs.transactions.filter(
        pl.col("product").is_in(liquid),
        pl.col("quantity") > 0,
        price.is_between(charging.price_minimum_eur or 0.0, charging.price_maximum_eur or 0.0),
    ).collect()
    return _finding(
        "fleet.unit.kwh_as_litres",
        N_("{rows} refuellings of {count} vehicles cost as little as a kWh: charging booked as litres? {vins}."),
        slips,
        N_("Correct product and unit at the source and load the file again."),
    )


def check_tank_overfill(inputs: FleetInputs, options: FleetOptions) -> list[Finding]:
    """More litres in one go than the tank holds."""
    del options
    tanks = inputs.vehicles.lazy().select("vin", "tank_l").filter(pl.col("tank_l") > 0)
    over = (
        inputs.transactions.filter(pl.col("kind") == "fuel", pl.col("unit") == "l")
        .join(tanks, on="vin")
        .filter(pl.col("quantity") > OVERFILL_SHARE * pl.col("tank_l"))
        .collect()
    )
    return _finding(
        "fleet.tank.overfill",
        N_("{rows} refuellings of {count} vehicles are more than the tank holds: {vins}."),
        over,
        N_("Look for a second vehicle on the card, a can, a wrong unit or a wrong tank size."),
    )


def check_fuel_against_vehicle(inputs: FleetInputs, options: FleetOptions) -> list[Finding]:
    """Fuel the vehicle cannot burn, and charging of a vehicle without a plug."""
    del options
    vehicles = inputs.vehicles.select("vin", "fuel", "powertrain").filter(pl.col("fuel").is_not_null())
    allowed = {f"{fuel}:{carrier}" for fuel, carriers in VEHICLE_FUELS.items() for carrier in carriers}
    burned = pl.format("{}:{}", "fuel", carrier_of(pl.col("product")))
    taken = (
        inputs.transactions.filter(pl.col("kind").is_in(["fuel", "charge"]))
        .group_by("vin", "kind", "product")
        .agg(pl.len().alias("_rows"))
        .collect(engine="streaming")
    )
    wrong = taken.join(vehicles, on="vin").filter(
        ((pl.col("kind") == "fuel") & ~burned.is_in(list(allowed)))
        | ((pl.col("kind") == "charge") & pl.col("powertrain").is_in(["ice", "hev", "fcev"]))
    )
    return _finding(
        "fleet.fuel.mismatch",
        N_("{rows} purchases do not fit the fuel of the vehicle ({count} vehicles): {vins}."),
        wrong,
        N_("Look for a card used for another vehicle, or correct the fuel in the register."),
        rows=int(wrong["_rows"].sum()),
    )


def check_prices(inputs: FleetInputs, options: FleetOptions) -> list[Finding]:
    """Prices far from what others paid for the same product in the same month."""
    del options
    price = pl.col("amount_gross_eur") / pl.col("quantity")
    sold = (
        net_transactions(inputs.transactions)
        .filter(pl.col("kind") == "fuel", pl.col("quantity") > 0, pl.col("amount_gross_eur") > 0)
        .select("vin", "product", "year", "month", _price=price)
    )
    usual = sold.group_by("product", "year", "month").agg(
        pl.col("_price").median().alias("_usual"), pl.len().alias("_rows")
    )
    known = usual.filter(pl.col("_rows") >= _FEWEST_PRICES).collect(engine="streaming")
    off = (pl.col("_price") / pl.col("_usual") - 1).abs() > PRICE_SHARE
    odd = sold.join(known.lazy(), on=["product", "year", "month"]).filter(off).collect(engine="streaming")
    return _finding(
        "fleet.price.outlier",
        N_(
            "{rows} refuellings of {count} vehicles cost more than {share} % above or below the month's median: {vins}."
        ),
        odd,
        N_("Check quantity and amount on the invoice."),
        share=PRICE_SHARE * 100,
    )


def check_doubles(inputs: FleetInputs, options: FleetOptions) -> list[Finding]:
    """The same purchase under two numbers: counted once."""
    del options
    twice = doubles(inputs.transactions)
    return _finding(
        "fleet.row.double",
        N_("{rows} purchases of {count} vehicles stand in the data more than once and count once: {vins}."),
        twice,
        N_("Ask the issuer whether they were charged twice."),
    )


def check_credits(inputs: FleetInputs, options: FleetOptions) -> list[Finding]:
    """Credits whose purchase is not in the data: they are not subtracted."""
    del options
    loose = dangling_credits(inputs.transactions)
    return _finding(
        "fleet.credit.dangling",
        N_("{rows} credits of {count} vehicles undo no purchase in the data; they are not subtracted: {vins}."),
        loose,
        N_("Load the file that holds the purchase."),
    )


def check_cards_on_two_vehicles(inputs: FleetInputs, options: FleetOptions) -> list[Finding]:
    """One card used for more than one vehicle in the same month. Needs card pseudonyms."""
    del options
    shared = (
        inputs.transactions.filter(pl.col("kind").is_in(["fuel", "charge"]), pl.col("card_pseudonym").is_not_null())
        .with_columns(month=pl.col("at_utc").dt.convert_time_zone("Europe/Brussels").dt.truncate("1mo"))
        .filter(pl.col("vin").n_unique().over("card_pseudonym", "month") > 1)
        .collect()
    )
    return _finding(
        "fleet.card.shared",
        N_("{cards} cards were used for more than one vehicle in the same month ({count} vehicles): {vins}."),
        shared,
        N_("Check whether the card follows the vehicle, and load the card list with its dates."),
        cards=shared["card_pseudonym"].n_unique(),
    )


def check_weekend_use(inputs: FleetInputs, options: FleetOptions) -> list[Finding]:
    """Pool and technical vehicles that refuel at the weekend more than now and then, in the report year."""
    bound = inputs.vehicles.lazy().filter(pl.col("use_type").is_in(["pool", "technical"])).select("vin", "use_type")
    day = pl.col("at_utc").dt.convert_time_zone("Europe/Brussels").dt.weekday()
    shares = (
        inputs.transactions.filter(pl.col("kind") == "fuel", pl.col("year") == options.report_year)
        .join(bound, on="vin")
        .group_by("vin")
        .agg(day.is_in(WEEKEND).mean().alias("_share"), pl.len().alias("_rows"))
        .filter(pl.col("_share") > _WEEKEND_SHARE, pl.col("_rows") >= _FEWEST_ROWS)
        .collect()
    )
    return _finding(
        "fleet.use.weekend",
        N_("{count} pool or technical vehicles refuelled at the weekend more than one time in four in {year}: {vins}."),
        shares,
        N_("Check the use type in the register, or the rules of use."),
        severity=Severity.INFO,
        year=options.report_year,
    )

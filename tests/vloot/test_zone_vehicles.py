from datetime import date

import polars as pl

from vloot.low_emission import change_days, zone_access, zone_rules
from vloot.zone_vehicles import kept_out, kept_out_table

FLEET = pl.DataFrame(
    {
        "vin": ["OLD", "NEW", "BEV", "WHO"],
        "fuel": ["diesel", "diesel", "electricity", "diesel"],
        "powertrain": ["ice", "ice", "bev", "ice"],
        "euro_norm": ["4", "6d", None, None],
        "entity_code": ["E1", "E1", "E2", "E2"],
    }
)


def test_each_day_is_the_first_on_which_it_holds():
    """On the day the vehicle is kept out, and on no day of change before it."""
    found = kept_out(FLEET).filter(pl.col("is_certain"))
    assert found.height
    for row in found.iter_rows(named=True):
        for day in change_days(("in_force",)):
            answer = zone_access(FLEET, day).filter(vin=row["vin"], zone=row["zone"])["access"].item()
            if day < row["on"]:
                assert answer != row["access"]
            if day == row["on"]:
                assert answer == row["access"]


def test_what_has_no_tailpipe_is_free_and_no_norm_counts_only_where_the_fuel_is_banned():
    found = kept_out(FLEET)
    assert "BEV" not in set(found["vin"])
    banned = {(rule.zone, rule.start) for rule in zone_rules(("in_force", "announced", "uncertain")) if rule.is_banned}
    assert set(found.filter(vin="WHO").select("zone", "on").rows()) <= banned


def test_an_older_norm_is_kept_out_no_later():
    days = dict(kept_out(FLEET).filter(zone="brussels", access="banned").select("vin", "on").rows())
    assert days["OLD"] <= days.get("NEW", date.max)


def test_the_order_of_the_vehicles_does_not_matter():
    assert kept_out(FLEET).equals(kept_out(FLEET.reverse()))


def test_the_table_names_zone_entity_and_norm():
    rows = kept_out_table(FLEET, {"brussels": "Brussels"}).rows
    first = next(row for row in rows if row["vin"] == "OLD" and row["zone"] == "brussels")
    assert (first["zone_name"], first["entity_code"], first["euro_norm"]) == ("Brussels", "E1", "4")

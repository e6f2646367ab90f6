"""Factors: periods without overlap or hole, one default per use, and published values copied right."""

from datetime import date

import polars as pl
import pytest

from kern.sources import factor, factor_table, read_table

TABLES = ["emission", "primary_energy", "energy_content", "price"]
EMISSION = "factors/emission.csv"


@pytest.mark.parametrize("table", TABLES)
def test_periods_neither_overlap_nor_leave_a_hole(table: str):
    for (factor_set, key), rows in (
        factor_table(f"factors/{table}.csv").sort("valid_from").group_by("factor_set", "key", maintain_order=True)
    ):
        starts, ends = rows["valid_from"].to_list(), rows["valid_until"].to_list()
        assert all(end is None or start < end for start, end in zip(starts, ends, strict=True))
        assert starts[1:] == ends[:-1], f"{factor_set} {key}"


@pytest.mark.parametrize("table", [*TABLES, "degree_days"])
def test_every_set_is_described_once_and_used(table: str):
    column = "series" if table == "degree_days" else "factor_set"
    described = read_table("factors/sets.csv").filter(pl.col("table") == table)["factor_set"]
    assert set(described) == set(read_table(f"factors/{table}.csv")[column])


def test_every_use_has_at_most_one_default():
    defaults = read_table("factors/sets.csv").filter(pl.col("is_default") == "true")
    assert defaults.filter(defaults.select("table", "use").is_duplicated()).height == 0
    assert set(defaults["use"]) >= {
        "buildings_direct",
        "electricity_location_direct",
        "electricity_location_lifecycle",
        "electricity_market_residual",
        "electricity_market_green",
        "fleet_ttw",
        "fleet_wtw",
        "primary_energy",
    }


@pytest.mark.parametrize("year", range(2005, 2027))
@pytest.mark.parametrize("carrier", ["natural_gas", "heating_oil", "propane", "pellets"])
def test_combustion_is_timeless(carrier: str, year: int):
    day = date(year, 7, 1)
    factor(EMISSION, f"co2.{carrier}.direct", day, "ipcc_2006")
    factor("factors/primary_energy.csv", f"primary_energy.{carrier}", day, "vlaams_actieplan_2016")


@pytest.mark.parametrize("year", range(2015, 2027))
def test_electricity_has_a_row_for_every_year_and_says_when_it_is_carried(year: int):
    day = date(year, 7, 1)
    published = {"direct": range(2015, 2025), "lifecycle": range(2015, 2025), "residual": range(2023, 2024)}
    for key, factor_set in (
        ("co2.electricity.location.direct", "be_grid_em_direct"),
        ("co2.electricity.location.lifecycle", "be_grid_em_lifecycle"),
        ("co2.electricity.market.residual", "aib_residual_be"),
    ):
        found = factor(EMISSION, key, day, factor_set)
        carried = year not in published[key.rsplit(".", 1)[1]]
        assert (found.kind == "assumption", found.certainty == "low") == (carried, carried)
        assert ("replace" in found.note) == carried


@pytest.mark.parametrize(
    ("factor_set", "key", "day", "value"),
    [
        ("be_grid_em_direct", "co2.electricity.location.direct", "2015-06-01", 0.2312),
        ("be_grid_em_direct", "co2.electricity.location.direct", "2024-12-31", 0.1047),
        ("be_grid_em_lifecycle", "co2.electricity.location.lifecycle", "2019-01-01", 0.2095),
        ("aib_residual_be", "co2.electricity.market.residual", "2023-03-01", 0.16749),
        ("eea_generation", "co2.electricity.location.direct", "2015-01-01", 0.2243),
        ("mira_flanders", "co2.electricity.location.direct", "2016-05-05", 0.257),
        ("em_yearly_lifecycle", "co2.electricity.location.lifecycle", "2025-01-01", 0.18),
        ("ipcc_2006", "co2.natural_gas.direct", "2025-01-01", 0.182),
        ("ipcc_2006", "co2.heating_oil.direct", "2005-01-01", 0.267),
        ("ipcc_2006", "co2.pellets.biogenic", "2015-01-01", 0.403),
        ("energywatchers", "co2.heating_oil.lifecycle_per_litre", "2020-01-01", 3.3),
        ("ecoscore_be", "co2.diesel.ttw", "2015-01-01", 2.640),
        ("ecoscore_be", "co2.petrol.ttw", "2025-01-01", 2.392),
        ("ecoscore_be", "co2.lpg.ttw", "2025-01-01", 1.665),
        ("desnz_2023", "co2.diesel.wtw", "2025-01-01", 3.12307),
        ("desnz_2023_mineral", "co2.diesel.wtw", "2025-01-01", 3.28346),
        ("desnz_2023_mineral", "co2.petrol.ttw", "2025-01-01", 2.345025),
        ("nl_2024", "co2.diesel_b7.wtw", "2025-01-01", 3.256),
        ("nl_2020", "co2.petrol.wtt", "2020-01-01", 0.471),
        ("fr_2017", "co2.e85.wtt", "2017-01-01", 1.09),
        ("en_16258", "co2.diesel_b7.wtw_per_kg", "2020-01-01", 3.76),
        ("iso_52000_annex_j", "co2.natural_gas.direct", "2020-01-01", 0.22),
    ],
)
def test_published_emission_factors(factor_set: str, key: str, day: str, value: float):
    assert factor(EMISSION, key, date.fromisoformat(day), factor_set).value == value


@pytest.mark.parametrize(
    ("factor_set", "carrier", "value"),
    [
        ("vlaams_actieplan_2016", "electricity", 2.5),
        ("vlaams_actieplan_2016", "natural_gas", 1.0),
        ("eu_default_2018", "electricity", 2.1),
        ("eu_default_2023", "electricity", 1.9),
    ],
)
def test_published_primary_energy_factors(factor_set: str, carrier: str, value: float):
    found = factor("factors/primary_energy.csv", f"primary_energy.{carrier}", date(2025, 1, 1), factor_set)
    assert found.value == value


def test_well_to_wheel_is_the_sum_of_its_parts():
    table = factor_table(EMISSION).filter(pl.col("key").str.contains(r"\.(ttw|wtt|wtw)"))
    split = table.with_columns(
        stem=pl.col("key").str.replace(r"\.(ttw|wtt|wtw)", "."), part=pl.col("key").str.extract(r"\.(ttw|wtt|wtw)")
    )
    wide = split.pivot("part", index=["factor_set", "stem"], values="value").drop_nulls()
    assert wide.height > 30
    # The lists themselves round their parts.
    assert wide.filter((pl.col("ttw") + pl.col("wtt") - pl.col("wtw")).abs() > 0.011).rows() == []


def test_carriers_use_keys_that_exist():
    sets = {"direct": "ipcc_2006", "lifecycle": "energywatchers"}
    for row in read_table("factors/carriers.csv").filter(pl.col("code") != "district_heat").iter_rows(named=True):
        day = date(2024, 1, 1)
        grid = row["code"] == "electricity"
        direct = "be_grid_em_direct" if grid else sets["direct"]
        lifecycle = "be_grid_em_lifecycle" if grid else sets["lifecycle"]
        factor(EMISSION, row["emission_key"], day, direct)
        factor(EMISSION, row["lifecycle_key"], day, lifecycle)
        factor("factors/primary_energy.csv", row["primary_energy_key"], day, "vlaams_actieplan_2016")
        if row["energy_content_key"]:
            factor("factors/energy_content.csv", row["energy_content_key"], day, "be_default")
            assert row["energy_content_key"].startswith(row["reading_basis"])


def test_degree_days_add_up():
    table = read_table("factors/degree_days.csv").with_columns(
        pl.col("value").cast(pl.Float64), pl.col("year", "month_from", "month_until").cast(pl.Int32)
    )
    whole_year = (pl.col("month_from") == 1) & (pl.col("month_until") == 12)
    equivalent = table.filter(pl.col("series") == "eq_16_5")
    for rows, total in (
        (equivalent.filter(pl.col("normal_period") == "1991-2020"), 2252),
        (equivalent.filter(pl.col("year") == 2021), 2286),
    ):
        assert rows.filter(~whole_year)["value"].sum() == rows.filter(whole_year)["value"].item() == total
    assert equivalent.filter(pl.col("year") == 2022)["value"].sum() == 1536
    eurostat = table.filter(pl.col("series") == "eurostat_15_18_be")
    years = eurostat.filter(pl.col("year").is_between(1991, 2020))["value"]
    normal = eurostat.filter(pl.col("quantity") == "normal")["value"].item()
    assert len(years) == 30
    assert normal == pytest.approx(years.mean(), abs=0.006)

"""Every table of `data/`: sources exist, units parse, dates and numbers are neutral, nothing is there twice."""

from datetime import date

import polars as pl
import pytest

from kern.sources import DATA, read_table
from kern.units import parse_unit

TABLES = sorted(
    str(path.relative_to(DATA)) for path in DATA.rglob("*.csv") if "example" not in path.relative_to(DATA).parts
)
KEYS = {
    "sources.csv": ["key"],
    "factors/sets.csv": ["table", "factor_set"],
    "factors/emission.csv": ["factor_set", "key", "valid_from"],
    "factors/primary_energy.csv": ["factor_set", "key", "valid_from"],
    "factors/energy_content.csv": ["factor_set", "key", "valid_from"],
    "factors/heating_share.csv": ["factor_set", "key", "valid_from"],
    "factors/price.csv": ["factor_set", "key", "valid_from"],
    "factors/degree_days.csv": ["series", "quantity", "normal_period", "year", "month_from", "month_until"],
    "targets/targets.csv": ["set_id", "target_id"],
    "targets/sets.csv": ["set_id"],
    "label/criteria.csv": ["id"],
    "label/parts.csv": ["part"],
    "label/mends.csv": ["link"],
    "label/nvt_allowed.csv": ["id"],
    "label/model_requirements.csv": ["spec"],
    "label/space_words.csv": ["use", "word"],
    "label/element_words.csv": ["kind", "word", "place"],
    "label/property_names.csv": ["quantity", "name"],
    "label/form_elements.csv": ["element"],
    "label/form_facts.csv": ["fact"],
    "label/form_items.csv": ["form", "item"],
    "fleet/vehicle_classes.csv": ["category", "powertrain", "fuel"],
    "fleet/real_world_gap.csv": ["registration_year", "data_year", "category", "powertrain", "fuel"],
    "fleet/purchase_rules.csv": ["rule_id"],
    "fleet/clean_vehicles_directive.csv": ["cvd_class", "valid_from"],
    "fleet/low_emission_zones.csv": ["zone", "fuels", "valid_from", "status"],
    "fleet/low_emission_zone_costs.csv": ["zone", "item"],
    "fleet/ecoscore_averages.csv": ["fleet", "group", "year"],
    "fleet/ecoscore_defaults.csv": ["kind", "fuel", "euro_norm", "quantity"],
    "fleet/ecoscore_minimums.csv": ["rule_set", "year"],
    "fleet/ecoscore_targets.csv": ["target_id"],
    "fleet/ecoscore_reconstruction.csv": ["key"],
    "fleet/products.csv": ["product"],
    "fleet/published_figures.csv": ["key", "year"],
    "transfer/rules.csv": ["id"],
    "transfer/readiness.csv": ["part"],
    "transfer/space_norms.csv": ["body", "key"],
    "transfer/published_figures.csv": ["key", "date"],
    "materials/densities.csv": ["factor_set", "key", "valid_from"],
    "materials/names.csv": ["code", "language"],
    "vastgoed/register_statuses.csv": ["kind", "code"],
    "vastgoed/certificate_kinds.csv": ["code"],
    "vastgoed/places.csv": ["name"],
    "vastgoed/resource_kinds.csv": ["code"],
    "vastgoed/rain_defaults.csv": ["key"],
    "vastgoed/model_limits.csv": ["key"],
    "vastgoed/energy_works.csv": ["kind", "code"],
}
every_table = pytest.mark.parametrize("name", TABLES)


@every_table
def test_the_file_is_plain(name: str):
    raw = (DATA / name).read_bytes()
    assert not raw.startswith(b"\xef\xbb\xbf")
    assert b"\r" not in raw
    assert raw.endswith(b"\n")
    cells = [cell for column in read_table(name).iter_columns() for cell in column.drop_nulls()]
    assert [cell for cell in cells if cell != cell.strip()] == []


@every_table
def test_sources_are_known(name: str):
    table, known = read_table(name), set(read_table("sources.csv")["key"])
    for column in {"source", "quota_source"} & set(table.columns):
        assert table[column].null_count() == 0
        named = {key for cell in table[column] for key in cell.split(";")}
        assert named - known == set()


@every_table
def test_units_parse(name: str):
    table = read_table(name)
    for column in {"unit", "consumption_unit"} & set(table.columns):
        for unit in table[column].drop_nulls().unique():
            assert parse_unit(unit)


@every_table
def test_certainty_kind_and_dates_are_of_their_lists(name: str):
    table = read_table(name)
    if "certainty" in table.columns:
        assert set(table["certainty"]) <= {"high", "medium", "low"}
    if "kind" in table.columns and "factor_set" in table.columns:
        assert set(table["kind"]) <= {"measured", "published", "derived", "assumption"}
    for column in {"valid_from", "valid_until", "decided_on", "consulted_on", "date"} & set(table.columns):
        for day in table[column].drop_nulls():
            assert date.fromisoformat(day).isoformat() == day


@every_table
def test_numbers_are_neutral(name: str):
    table = read_table(name)
    for column in table.columns:
        if column == "value" or column.endswith(("_share", "_g_per_km", "_l_per_100km", "weight", "_year", "_eur")):
            table[column].cast(pl.Float64)


@every_table
def test_nothing_stands_there_twice(name: str):
    table = read_table(name)
    key = KEYS.get(name, ["code"])
    assert table.filter(table.select(key).is_duplicated()).select(key).rows() == []


@every_table
def test_the_readme_names_it(name: str):
    text = (DATA / "README.md").read_text(encoding="utf-8")
    assert name in text or f"`{name.split('/')[-1].removesuffix('.csv')}`" in text


def test_every_source_is_used():
    used = {"eigen_criteria"}  # named by criteria that a user loads
    for name in TABLES:
        table = read_table(name)
        for column in {"source", "quota_source"} & set(table.columns):
            used |= {key for cell in table[column] for key in cell.split(";")}
    assert set(read_table("sources.csv")["key"]) - used == set()


def test_a_source_without_address_says_so():
    rows = read_table("sources.csv").filter(pl.col("url").is_null() & pl.col("note").is_null())
    assert rows["key"].to_list() == []


def test_no_alias_is_claimed_twice():
    for name in TABLES:
        table = read_table(name)
        if "aliases" not in table.columns:
            continue
        owner: dict[str, str] = {}
        groups = table["kind"].to_list() if "kind" in table.columns else [""] * table.height
        for group, code, nl, en, aliases in zip(
            groups, table[table.columns[0]], table["nl"], table["en"], table["aliases"], strict=True
        ):
            for word in {nl, en, *(aliases or "").split(";")} - {"", None}:
                place = f"{group}/{word.lower()}"
                assert owner.setdefault(place, code) == code, f"{name}: {place}"

"""Transfer and real-estate tables: weights, outcomes and code lists that fit together."""

import polars as pl

from kern.sources import read_table


def test_readiness_weights_make_a_hundred():
    table = read_table("transfer/readiness.csv")
    assert table["weight"].cast(pl.Int32).sum() == 100
    low, high = (table[f"lead_time_quarters_{end}"].cast(pl.Int32) for end in ("minimum", "maximum"))
    assert (low <= high).all()


def test_rules_name_known_outcomes():
    rules = read_table("transfer/rules.csv")
    assert rules["id"].to_list() == [f"H{n:02}" for n in range(1, 12)]
    assert set(rules["outcome"]) <= set(read_table("transfer/outcomes.csv")["code"])
    # "More than 25 %": exactly a quarter is still an office.
    first = rules.row(0, named=True)
    assert (first["threshold"], first["comparison"]) == ("0.25", ">")


def test_functions_say_how_they_count():
    table = read_table("transfer/functions.csv")
    assert set(table["counts_as_office"]) == {"true", "false", "pro_rata", "excluded_from_denominator"}
    counted = dict(table.select("code", "counts_as_office").rows())
    assert counted["classroom_ordinary"] == "true"
    assert counted["laboratory"] == counted["training_room_special"] == "false"


def test_desk_norm_gives_35_and_15_for_a_hundred_heads():
    norms = dict(
        read_table("transfer/space_norms.csv")
        .filter(pl.col("body") == "flemish_government")
        .select("key", pl.col("value").cast(pl.Float64))
        .rows()
    )
    desks = 100 * norms["desk_ratio"]
    assert (desks * norms["assigned_zone_share"], desks * norms["shared_zone_share"]) == (35, 15)


def test_only_protected_heritage_is_left_out_by_default():
    table = read_table("vastgoed/heritage_statuses.csv")
    excluded = set(table.filter(pl.col("excluded_by_default") == "true")["code"])
    assert excluded == {"protected_monument", "protected_landscape", "protected_townscape"}


def test_one_strategy_is_the_default():
    table = read_table("vastgoed/strategies.csv")
    assert table.filter(pl.col("is_default") == "true")["code"].to_list() == ["undecided"]

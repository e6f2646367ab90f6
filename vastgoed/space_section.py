"""The section on the use of space: desks beside the norm, area and cost per person, what stands empty how long."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import polars as pl

from kern.language import N_, _, show_number, translate
from kern.report import Block, Chart, Column, Figure, Section, Table
from vastgoed.code_lists import name_of
from vastgoed.figures import draw_desks
from vastgoed.rent_block import rent_blocks
from vastgoed.space_use import compute_space_use, norms_on, read_desk_norm

if TYPE_CHECKING:
    from vastgoed.inputs import EstateInputs
    from vastgoed.options import EstateOptions

_MOST_ROWS = 15
_BODIES = {
    "flemish_government": N_("Flemish government"),
    "belgian_federal": N_("Belgian federal government"),
    "united_states": N_("United States"),
    "united_kingdom": N_("United Kingdom"),
}
_NORMS = {
    "area_per_fte": N_("m² of primary work area per FTE"),
    "area_per_fte_dynamic": N_("m² per FTE in a dynamic office"),
    "area_per_person": N_("m² of usable area per person"),
    "area_per_person_low": N_("m² per person, lowest department"),
    "area_per_person_high": N_("m² per person, highest department"),
    "presence_factor": N_("people present out of those who work there"),
    "desk_ratio": N_("desks per head"),
}

SUMS = {
    "werkplekken_norm": ("norm_count", N_("Desks by the norm")),
    "werkplekken_over": ("surplus_count", N_("Desks above the norm")),
    "werkplekken_over_m2": ("surplus_m2", N_("Net office area of desks above the norm")),
}
"""Word in a key -> column of `compute_space_use` that is added up, and its label."""

RATIOS = {
    "werkplekken_per_kop": ("desks_count", "heads_count", N_("Desks per head")),
    "kantoor_per_vte": ("net_office_area_m2", "housed_fte", N_("Net office area per FTE")),
    "ifa_per_vte": ("internal_floor_area_m2", "housed_fte", N_("Internal floor area per FTE")),
    "kantoor_per_werkplek": ("net_office_area_m2", "desks_count", N_("Net office area per desk")),
    "kost_per_vte": ("yearly_cost_eur", "housed_fte", N_("Contract cost per FTE")),
    "kost_per_m2": ("yearly_cost_eur", "internal_floor_area_m2", N_("Contract cost per m² internal floor area")),
}
"""Word in a key -> the two columns of `compute_space_use` that are divided, and its label."""

_UNITS = {
    "werkplekken_over_m2": ("m²", 0),
    "werkplekken_per_kop": ("", 2),
    "kantoor_per_vte": (N_("m²/FTE"), 1),
    "ifa_per_vte": (N_("m²/FTE"), 1),
    "kantoor_per_werkplek": (N_("m²/desk"), 1),
    "kost_per_vte": (N_("EUR/FTE per year"), 0),
    "kost_per_m2": (N_("EUR/m² per year"), 0),
}


def space_key(word: str, year: int) -> str:
    """The key of a figure on the use of space.

    >>> space_key("werkplekken_norm", 2025)
    'vastgoed.werkplekken_norm.2025'
    """
    return f"vastgoed.{word}.{year}"


def counted_rows(word: str, use: pl.DataFrame) -> pl.DataFrame:
    """The buildings that count in a figure: those for which all it needs is known and, in a ratio, above zero.

    Args:
        word: A key of SUMS or RATIOS.
        use: Of `compute_space_use`.
    """
    if word in SUMS:
        return use.filter(pl.col(SUMS[word][0]).is_not_null())
    above, below, _label = RATIOS[word]
    return use.filter(pl.col(above).is_not_null(), pl.col(below) > 0)


def total_of(word: str, use: pl.DataFrame) -> float | None:
    """A figure over some buildings: a sum, or one sum divided by another; None when nothing is known."""
    rows = counted_rows(word, use)
    if rows.is_empty():
        return None
    if word in SUMS:
        return float(rows[SUMS[word][0]].sum())
    above, below, _label = RATIOS[word]
    return float(rows[above].sum()) / float(rows[below].sum())


def space_section(inputs: EstateInputs, options: EstateOptions, with_list: bool = False) -> Section:
    """Use of space on the day of the options.

    Args:
        inputs: The registers.
        options: The day.
        with_list: Add every building, for the command.
    """
    use = compute_space_use(inputs, options.day)
    by_entity = _by_entity(use)
    blocks: list[Block] = _figures(use, options)
    if by_entity.rows:
        blocks += [*_chart(by_entity), by_entity, _surplus(use, with_list)]
    blocks += [*_vacant(use), *rent_blocks(inputs.contract, options.day), _others(use, options)]
    return Section("vastgoed.ruimten", _("Use of space"), _message(use), blocks)


def _message(use: pl.DataFrame) -> str:
    known = use.filter(pl.col("norm_count").is_not_null(), pl.col("desks_count").is_not_null())
    if known.is_empty():
        return _("Desks or heads are not known, so the use of space cannot be told.")
    surplus = int(known["desks_count"].sum()) - int(known["norm_count"].sum())
    text = (
        N_("{desks} desks where the norm asks {norm}: {surplus} too many, in {area} m² of office.")
        if surplus >= 0
        else N_("{desks} desks where the norm asks {norm}: {surplus} too few.")
    )
    return translate(
        text,
        {
            "desks": show_number(float(known["desks_count"].sum()), 0),
            "norm": show_number(float(known["norm_count"].sum()), 0),
            "surplus": show_number(float(abs(surplus)), 0),
            "area": show_number(total_of("werkplekken_over_m2", use), 0),
        },
    )


def _figures(use: pl.DataFrame, options: EstateOptions) -> list[Block]:
    norm = read_desk_norm(options.day)
    rule = translate(
        N_("Norm: {ratio} desks per head, {assigned} % in own zones and {shared} % shared, rounded up per building."),
        {
            "ratio": float(norm.desk_ratio),
            "assigned": float(100 * norm.assigned_share),
            "shared": float(100 * norm.shared_share),
        },
    )
    found: list[Block] = []
    for word in (*SUMS, *RATIOS):
        label = SUMS[word][1] if word in SUMS else RATIOS[word][2]
        unit, decimals = _UNITS.get(word, ("", 0))
        known = counted_rows(word, use).height
        note = translate(
            N_("Over {known} of {count} buildings on {day}."), {"known": known, "count": use.height, "day": options.day}
        )
        found.append(
            Figure(
                space_key(word, options.report_year),
                _(label),
                total_of(word, use),
                _(unit),
                decimals,
                f"{note} {rule}" if word in SUMS else note,
            )
        )
    return found


def _by_entity(use: pl.DataFrame) -> Table:
    known = use.filter(pl.col("norm_count").is_not_null(), pl.col("desks_count").is_not_null())
    rows: list[dict[str, Any]] = [
        {
            "name": name,
            "desks_count": int(part["desks_count"].sum()),
            "norm_count": int(part["norm_count"].sum()),
            "surplus_count": int(part["surplus_count"].sum()),
            "desks_per_head": total_of("werkplekken_per_kop", part),
            "area_per_fte": total_of("kantoor_per_vte", part),
            "surplus_m2": total_of("werkplekken_over_m2", part),
        }
        for (name,), part in known.sort("entity_name").group_by("entity_name", maintain_order=True)
    ]
    return Table(
        "vastgoed.ruimten.entiteit",
        _("Desks beside the norm, by managing entity"),
        [
            Column("name", _("Entity")),
            Column("desks_count", _("Desks"), decimals=0),
            Column("norm_count", _("Norm"), decimals=0),
            Column("surplus_count", _("Above"), decimals=0),
            Column("desks_per_head", _("Desks per head"), decimals=2),
            Column("area_per_fte", _("Office per FTE"), "m²", 1),
            Column("surplus_m2", _("Office of desks above"), "m²", 0),
        ],
        sorted(rows, key=lambda row: (-row["surplus_count"], row["name"])),
        _("Buildings where desks and heads are known; a shortage in one building is set off against the others."),
    )


def _chart(by_entity: Table) -> list[Chart]:
    rows = [(str(row["name"]), int(row["desks_count"]), int(row["norm_count"])) for row in by_entity.rows]
    above = sum(desks > norm for _name, desks, norm in rows)
    message = translate(
        N_("{above} of {count} entities have more desks than the norm asks."), {"above": above, "count": len(rows)}
    )
    alt = _("Per entity a dot for the desks it has and a mark for the desks the norm asks.")
    return [Chart("vastgoed.ruimten.grafiek", message, alt, lambda: draw_desks(rows), by_entity)]


def _surplus(use: pl.DataFrame, with_list: bool) -> Table:
    rows = use.filter(pl.col("surplus_count").is_not_null()).sort(
        "surplus_count", "asset_code", descending=[True, False]
    )
    shown = rows if with_list else rows.head(_MOST_ROWS)
    more = rows.height - shown.height
    return Table(
        "vastgoed.ruimten.gebouwen",
        _("Buildings by desks above the norm"),
        [
            Column("asset_code", _("Code")),
            Column("name", _("Building")),
            Column("entity_name", _("Entity")),
            Column("heads_count", _("Heads"), decimals=0),
            Column("desks_count", _("Desks"), decimals=0),
            Column("assigned_norm_count", _("Norm, own zones"), decimals=0),
            Column("shared_norm_count", _("Norm, shared"), decimals=0),
            Column("surplus_count", _("Above"), decimals=0),
            Column("surplus_m2", _("Office of desks above"), "m²", 0),
            Column("office_area_m2_per_fte", _("Office per FTE"), "m²", 1),
            Column("cost_eur_per_fte", _("Cost per FTE"), _("EUR/year"), 0),
        ],
        shown.to_dicts(),
        translate(N_("And {count} more, with koers vastgoed ruimten."), {"count": more}) if more else "",
    )


def _vacant(use: pl.DataFrame) -> list[Table]:
    rows = use.filter(pl.col("vacant_since").is_not_null()).sort("vacant_since", "asset_code")
    if rows.is_empty():
        return []
    return [
        Table(
            "vastgoed.ruimten.leegstand",
            _("Vacant buildings, the longest first, with what is decided"),
            [
                Column("asset_code", _("Code")),
                Column("name", _("Building")),
                Column("entity_name", _("Entity")),
                Column("vacant_since", _("Vacant since")),
                Column("vacancy_months", _("For"), _("months"), 0),
                Column("internal_floor_area_m2", _("Internal floor area"), "m²", 0),
                Column("decision", _("Strategy")),
            ],
            [
                {**row, "decision": name_of("long_term_strategy", row["long_term_strategy"])}
                for row in rows.iter_rows(named=True)
            ],
        )
    ]


def _others(use: pl.DataFrame, options: EstateOptions) -> Table:
    """Own figures beside the published norms of other governments."""
    own = [
        {"body": _("This portfolio"), "norm": _(RATIOS[word][2]), "value": total_of(word, use), "valid_from": None}
        for word in ("werkplekken_per_kop", "kantoor_per_vte", "ifa_per_vte")
    ]
    norms = norms_on(options.day).filter(pl.col("key").is_in(list(_NORMS)), pl.col("body").is_in(list(_BODIES)))
    published = [
        {
            "body": _(_BODIES[row["body"]]),
            "norm": _(_NORMS[row["key"]]),
            "value": float(row["value"]),
            "valid_from": row["day"],
        }
        for row in norms.iter_rows(named=True)
    ]
    return Table(
        "vastgoed.ruimten.normen",
        _("Beside the published norms of other governments"),
        [
            Column("body", _("Who")),
            Column("norm", _("What")),
            Column("value", _("Value"), decimals=2),
            Column("valid_from", _("Since")),
        ],
        [*own, *published],
        _("The areas are not measured alike: compare the direction, not the second digit."),
    )

"""Where an energy figure came from: the imports and rows behind it, the factors and the rules."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import polars as pl

from energie.carriers import carriers
from energie.consumption import allot
from energie.emissions import EXPORTED, Boundary
from energie.explanation import CAUSES
from energie.measures_trace import measures_trace
from energie.options import Per
from energie.own_factors import KEY as OWN_KEY
from energie.portfolio_changes import moves
from energie.portfolio_views import VIEW_NAMES, VIEW_RULES, VIEW_WORDS, View
from energie.spreading import HEATING_SHARE_TABLE, PROFILE_METER_YEARS
from energie.targets import (
    BUILDINGS,
    INFRASTRUCTURE,
    PER_WORDS,
    EnergyTarget,
    counts,
    energy_targets,
    is_excluded_heritage,
)
from energie.unplaced import unplaced_pieces
from energie.vehicle_charging import MOVED
from energie.weather import corrected_pieces
from energie.wording import METHOD_NAMES, counted_in_words, promise_in_words
from energie.workings import counted_of, emissions_of, first_year, weather_of
from kern.errors import InputWrong
from kern.language import N_, _, show_number
from kern.report import Trace
from kern.sources import read_table

if TYPE_CHECKING:
    from energie.inputs import EnergyInputs
    from energie.options import EnergyOptions

FORMS = (
    "energie.verbruik.JAAR", "energie.verbruik.JAAR.OBJECT", "energie.verbruik.JAAR.drager.DRAGER",
    "energie.verbruik.JAAR.meter.METER",
    "energie.primair.JAAR", "energie.primair.JAAR.pad", "energie.primair.JAAR.entiteit.CODE",
    "energie.primair.JAAR.OBJECT", "energie.co2.JAAR", "energie.co2.JAAR.GRENS", "energie.co2_2050.JAAR",
)  # fmt: skip

EXPLANATIONS = {
    "": N_("The sum of the rows below."),
    "dekking": N_("Known energy divided by known plus expected energy; the rows below are what is known."),
    "geschat": N_("Energy of estimated rows divided by all energy; the rows below are all energy."),
    "aangevuld": N_("Energy put in gaps divided by all energy; rows without an import are what was put in gaps."),
    "voertuigen": N_(
        "What vehicles charged behind the meters, at most what each meter took off the grid in the month."
    ),
    "basis": N_("The sum of the rows of the base year."),
    "pad": N_("The value of the base year times what the path allows of it in the report year."),
    "kloof": N_("The actual value minus what the path allows."),
    "verandering": N_("The actual value divided by that of the base year, minus one."),
    "doel": N_("The value of the base year times one minus the reduction in the target year."),
    "nodig": N_("One minus (target divided by actual value) to the power of one divided by the years left."),
    "trend": N_(
        "The straight least-squares line through the known years from the base year on, read in the target year."
    ),
    "trend_laag": N_("The trend minus Student's t (90 %) times the scatter of the known years around the line."),
    "trend_hoog": N_("The trend plus Student's t (90 %) times the scatter of the known years around the line."),
    "kruising": N_("The first year in which the trend line lies on the other side of the path."),
    "weer": N_(
        "The sum of the rows below, the heating part of heating carriers divided by the weather index of the year."
    ),
    "gebouwen": N_("The sum of the rows of buildings."),
    "infrastructuur": N_("The sum of the rows of technical infrastructure."),
    "oorzaak": N_(
        "The Shapley value of this cause in the change from the base year to the year, over all orders of the causes."
    ),
    "erfgoed": N_("The sum of the rows of heritage that stays out of the target."),
}
METER = "meter"
BOTH_YEARS = ("kloof", "verandering", "nodig", "oorzaak")
CHARGED = "voertuigen"
BASE_YEAR_ONLY = ("basis", "pad", "doel")


@dataclass(frozen=True)
class _Asked:
    """A key taken apart."""

    key: str
    metric: str
    year: int
    detail: str
    assets: pl.DataFrame
    carriers: tuple[str, ...]
    target: EnergyTarget | None
    column: str


def trace(key: str, inputs: EnergyInputs, options: EnergyOptions) -> Trace:
    """Explain a figure.

    Args:
        key: As printed with the figure, such as `energie.primair.2025`.
        inputs: Readings, meters and portfolio.
        options: The options the figure was made with.

    Raises:
        InputWrong: The key has no known form; the message lists the forms.
    """
    if key.startswith("energie.maatregelen."):
        return measures_trace(key, inputs)
    asked = _take_apart(key, inputs, options)
    options = _seen_as(key.split(".")[1], options)
    rows = _rows(asked, inputs, options) if asked.detail != METER else _rows_of_meter(asked, inputs)
    years = tuple(dict.fromkeys(rows["year"]))
    used_carriers = tuple(dict.fromkeys(rows["carrier"]))
    factors = []
    if asked.column != "consumption_kwh":
        factors = emissions_of(inputs, options).factors_of(asked.column, years, used_carriers)
    return Trace(
        key=key,
        explanation=_explanation(asked),
        rows=_per_import(rows, asked).to_dicts(),
        factors=factors,
        rules=_rules(asked, inputs, options),
    )


def _take_apart(key: str, inputs: EnergyInputs, options: EnergyOptions) -> _Asked:
    parts = key.split(".")
    if len(parts) > 1:
        options = _seen_as(parts[1], options)
    targets = {target.word: target for target in energy_targets(options)}
    known = {"verbruik", "primair", "co2", *targets}
    if len(parts) < 3 or parts[0] != "energie" or parts[1] not in known or not parts[2].isdigit():
        raise _unknown(key)
    metric, year, detail = parts[1], int(parts[2]), parts[3:]
    assets, target, column = inputs.assets, targets.get(metric), "consumption_kwh"
    chosen = tuple(carriers())
    if metric != "verbruik":
        column = target.column if target is not None else _co2_column(target, detail)
        if metric.startswith("primair"):
            column = "primary_energy_kwh"
        elif metric == "co2":
            column = _co2_column(target, detail)
    # A target's own total counts what the target counts; an asset, a carrier or a boundary stands for itself.
    whole = not detail or detail[0] in EXPLANATIONS or detail[0] == "entiteit"
    if target is not None and whole and detail[:1] != ["erfgoed"]:
        assets = assets.filter(counts(target, options))
    match detail:
        case [] | ["dekking" | "geschat" | "aangevuld" | "voertuigen"] if metric == "verbruik":
            pass
        case [] if target is not None:
            pass
        case [word] if word in EXPLANATIONS and target is not None:
            assets = _narrowed(assets, word, options)
        case [*code, word] if code and word in EXPLANATIONS and target is not None:
            assets = assets.filter(pl.col("asset_code") == ".".join(code))
            detail = [word]
        case [word] if metric == "co2" and word in list(Boundary):
            pass
        case ["oorzaak", cause] if cause in CAUSES and target is not None:
            pass
        case ["drager", code] if code in carriers():
            chosen = (code,)
        case ["meter", *code] if code and metric == "verbruik" and not _pieces_of_meter(key, inputs).is_empty():
            return _Asked(key, metric, year, METER, assets.clear(), chosen, None, column)
        case ["entiteit", *code] if code:
            assets = assets.filter(pl.col("entity_code") == ".".join(code))
        case _:
            assets, chosen = _one_asset(key, detail, inputs)
    if assets.is_empty() and detail[:1] not in (["gebouwen"], ["infrastructuur"], ["erfgoed"]):
        raise _unknown(key)
    return _Asked(key, metric, year, detail[0] if detail else "", assets, chosen, target, column)


def _seen_as(word: str, options: EnergyOptions) -> EnergyOptions:
    """The options a key was made with: its word says the view and what values are divided by."""
    parts = word.split("_")
    view = next((view for view, said in VIEW_WORDS.items() if said in parts), View.AS_REPORTED)
    per = next((per for per, said in PER_WORDS.items() if said in parts), Per.ABSOLUTE)
    return replace(options, view=view, per=per)


def _narrowed(assets: pl.DataFrame, word: str, options: EnergyOptions) -> pl.DataFrame:
    match word:
        case "gebouwen":
            return assets.filter(pl.col("kind") == BUILDINGS)
        case "infrastructuur":
            return assets.filter(pl.col("kind") == INFRASTRUCTURE)
        case "erfgoed":
            return assets.filter(is_excluded_heritage(options))
        case _:
            return assets


def _co2_column(target: EnergyTarget | None, detail: list[str]) -> str:
    if len(detail) == 1 and detail[0] in list(Boundary):
        return f"{detail[0]}_co2_kg"
    return target.column if target is not None else f"{Boundary.LOCATION_BASED}_co2_kg"


def _one_asset(key: str, detail: list[str], inputs: EnergyInputs) -> tuple[pl.DataFrame, tuple[str, ...]]:
    """An asset, or an asset and a carrier; an asset's code may hold points itself."""
    for code, chosen in ((".".join(detail), tuple(carriers())), (".".join(detail[:-1]), tuple(detail[-1:]))):
        found = inputs.assets.filter(pl.col("asset_code") == code)
        if found.height and set(chosen) <= carriers().keys():
            return found, chosen
    raise _unknown(key)


def _unknown(key: str) -> InputWrong:
    return InputWrong(
        N_("{key} is no energy figure of this workspace. Known forms: {forms}."), key=key, forms=", ".join(FORMS)
    )


def _pieces_of_meter(key: str, inputs: EnergyInputs) -> pl.DataFrame:
    """The pieces of one meter without an asset in one year."""
    _room, _metric, year, _word, meter = key.split(".", 4)
    of_year = pl.col("year") == int(year)
    return unplaced_pieces(inputs).filter(pl.col("meter") == meter, pl.col("flow") == "offtake", of_year)


def _rows_of_meter(asked: _Asked, inputs: EnergyInputs) -> pl.DataFrame:
    return _pieces_of_meter(asked.key, inputs).with_columns(value=pl.col("consumption_kwh"))


def _rows(asked: _Asked, inputs: EnergyInputs, options: EnergyOptions) -> pl.DataFrame:
    """Allotted pieces behind the figure, with their value in the figure's own metric."""
    years = [asked.year]
    if asked.target is not None:
        base = asked.target.promise.base_year
        if asked.detail in BASE_YEAR_ONLY:
            years = [base]
        elif asked.detail in BOTH_YEARS:
            years = [base, asked.year]
        elif asked.detail in ("trend", "trend_laag", "trend_hoog", "kruising"):
            years = list(range(base, asked.year + 1))
    counted = inputs.months.counted
    if asked.detail == "weer":
        counted = corrected_pieces(counted, weather_of(inputs, options))
    exports = options.export_factor > 0 and asked.column in EXPORTED
    pieces = counted.filter(
        pl.col("flow").is_in(["offtake", "injection"] if exports else ["offtake"]),
        pl.col("year").is_in(years),
        pl.col("carrier").is_in(asked.carriers),
    )
    if asked.detail == CHARGED:
        is_moved = pl.col("resolution").cast(pl.String) == MOVED
        pieces = pieces.filter(is_moved).with_columns(consumption_kwh=-pl.col("consumption_kwh"))
    rows = _allotted(pieces, asked, inputs, options).with_columns(green=pl.col("green_contract").fill_null(False))
    if asked.column == "consumption_kwh":
        return rows.with_columns(value=pl.col("consumption_kwh"))
    if not first_year(options) <= min(years) <= max(years) <= options.report_year:
        raise _unknown(asked.key)
    emissions = emissions_of(inputs, options)
    own = emissions.own.filter(pl.col("metric") == asked.column) if emissions.own.height else None
    rows = rows.join(emissions.by_month, on=["carrier", "year", "month", "green"], how="left")
    factor = pl.col(asked.column).fill_null(0.0)
    if own is not None:
        rows = rows.join(own.select(*OWN_KEY, "own"), on=OWN_KEY, how="left")
        factor = pl.coalesce("own", factor)
    sign = pl.when(pl.col("flow") == "injection").then(-options.export_factor).otherwise(1.0)
    return rows.with_columns(value=pl.col("consumption_kwh") * factor * sign)


def _allotted(pieces: pl.DataFrame, asked: _Asked, inputs: EnergyInputs, options: EnergyOptions) -> pl.DataFrame:
    """The pieces of the assets asked for, as the view of the figure counts them."""
    if asked.target is None or asked.target.view is View.AS_REPORTED:
        return allot(pieces, inputs.links, asked.assets)
    shares = counted_of(inputs, options, asked.target).shares
    assets = asked.assets.join(shares, on="asset_code", how="semi")
    if asked.target.view is View.LIKE_FOR_LIKE:
        return allot(pieces, inputs.links, assets)
    opens = moves(assets, inputs.changes).filter("base_opens")["asset_code"]
    from_start = pl.when(~pl.col("asset_code").is_in(opens.implode())).then("valid_from")
    rows = allot(pieces, inputs.whole_links, assets.with_columns(valid_from=from_start))
    of_year = shares.group_by("asset_code", "year", "month").agg(pl.col("share").sum())
    kwh = [name for name in rows.columns if name.endswith("_kwh")]
    scaled = rows.join(of_year, on=["asset_code", "year", "month"]).filter(pl.col("share") > 0)
    return scaled.with_columns(pl.col(name) * pl.col("share") for name in kwh).drop("share")


def _per_import(rows: pl.DataFrame, asked: _Asked) -> pl.DataFrame:
    """Rows and sums per year and import; a row that serves several assets is one row."""
    once = rows.unique(["meter", "flow", "resolution", "year", "month", "import_id", "source_row"])
    by = ["year", "import_id"]
    counts = once.group_by(by).agg(
        rows=pl.col("rows_count").filter(pl.col("source_row").is_null()).sum()
        + pl.col("source_row").drop_nulls().n_unique(),
        meters=pl.col("meter").n_unique(),
    )
    sums = rows.group_by(by).agg(
        pl.col("consumption_kwh", "estimated_kwh", "substituted_kwh").sum(),
        pl.col("value").sum().alias(asked.column if asked.column != "consumption_kwh" else "value"),
        pl.col("split").unique().sort().str.join(", ").alias("split"),
    )
    if asked.column == "consumption_kwh":
        sums = sums.drop("value")
    return counts.join(sums, on=by, nulls_equal=True).sort(by)


def _explanation(asked: _Asked) -> str:
    text = _(EXPLANATIONS.get(asked.detail, EXPLANATIONS[""]))
    if asked.column == "consumption_kwh":
        return text
    formula = _("Each row: consumption in kWh times the factor of its carrier and month.")
    return f"{text} {formula}"


def _heating_shares() -> str:
    rows = read_table(HEATING_SHARE_TABLE)
    return ", ".join(show_number(value * 100, 0) for value in rows["value"].cast(pl.Float64).unique().sort())


def _rules(asked: _Asked, inputs: EnergyInputs, options: EnergyOptions) -> dict[str, str]:
    rules = {
        _("One resolution per meter and month"): _(
            "the finest that covers at least 95 % of the month, else the fullest; what is left out is reported"
        ),
        _("Periods over several months"): _(
            "heating carriers: {pct} % by normal degree days (Synergrid 1991-2020), the rest by days; others by the "
            "load profile of the portfolio's own finer meters, by days where fewer than {years} meter-years have one"
        ).format(pct=_heating_shares(), years=PROFILE_METER_YEARS),
        _("Gaps between intervals"): _(
            "up to two hours by a straight line, up to seven days from the most alike day of the same kind; counted "
            "as estimated"
        ),
        _("Vehicles charged behind a building meter"): _("taken off the building and counted in the fleet"),
        _("Portfolio"): _("as reported: an asset counts for its days in the portfolio, a meter by share and dates"),
        _("Assets"): str(asked.assets.height),
    }
    weather = weather_of(inputs, options).get(asked.year)
    if asked.detail == "weer" and weather is not None:
        rules[_("Weather index")] = _("{value} ({dd} degree days, normal {normal}, series {series})").format(
            value=show_number(weather.index, 3),
            dd=show_number(weather.degree_days, 0),
            normal=show_number(weather.normal, 0),
            series=weather.series,
        )
    if asked.target is None:
        return rules
    view = asked.target.view
    if view is not View.AS_REPORTED:
        rules[_("Portfolio")] = f"{_(VIEW_NAMES[view])}: {_(VIEW_RULES[view])}"
        filled = counted_of(inputs, options, asked.target).filled_kwh
        if filled:
            rules[_("Estimated before an asset came")] = _(
                "{mwh} MWh, from its own later years; not in the rows"
            ).format(mwh=show_number(filled / 1000, 0))
    promise = asked.target.promise
    share = promise.allowed_share(asked.year) * 100
    return rules | {
        _("Target set"): f"{asked.target.set_id} ({asked.target.target_id}, {asked.target.source})",
        _("Target"): promise_in_words(asked.target),
        _("Method"): _(METHOD_NAMES[promise.method]),
        _("Base year"): str(promise.base_year),
        _("Counted"): counted_in_words(asked.target, options),
        _("Allowed by the path in {year}").format(year=asked.year): _("{pct} % of the base year").format(
            pct=show_number(share, 2)
        ),
        _("Note"): asked.target.note,
    }

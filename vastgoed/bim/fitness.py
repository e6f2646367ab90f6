"""Is a model fit for Koers' questions? Per question enough, partly or missing, with the share and the remedy."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

import polars as pl

from kern.language import N_, translate
from vastgoed.bim.compare import COVERED_SHARE
from vastgoed.bim.georeference import State
from vastgoed.bim.link import codes_on_building
from vastgoed.bim.space_functions import use_of_space

if TYPE_CHECKING:
    from vastgoed.bim.read_ifc import BimModel


class Fitness(StrEnum):
    """How far a model answers a question."""

    ENOUGH = "enough"
    PARTLY = "partly"
    MISSING = "missing"
    NOT_APPLICABLE = "not_applicable"


FITNESS_WORDS = {
    "enough": N_("enough"),
    "partly": N_("partly"),
    "missing": N_("missing"),
    "not_applicable": N_("not applicable"),
}


@dataclass(frozen=True)
class Answer:
    """What a model offers for one question.

    Args:
        code: Name of the question.
        question: The question, marked with `N_`.
        fitness: How far the model answers it.
        share: Records that carry what is asked, from 0 to 1; None where that is no matter of counting.
        text: What was found; a template.
        values: What fills the template.
        remedy: What to ask of the modeller; empty when nothing.
    """

    code: str
    question: str
    fitness: Fitness
    share: float | None
    text: str
    values: Mapping[str, object] = field(default_factory=dict)
    remedy: str = ""


def assess_fitness(model: BimModel, asset_codes: Sequence[str] = ()) -> list[Answer]:
    """Every question Koers has for a model, answered.

    A model that was read incompletely answers no question enough.

    Args:
        model: Read with its details.
        asset_codes: The codes of the portfolio; without them the link is not asked for.
    """
    answers = [
        _areas(model),
        _gross_areas(model),
        _functions(model),
        _door_widths(model),
        _door_passages(model),
        _levels(model),
        _windows(model),
        _georeference(model),
        _materials(model),
        _classification(model),
    ]
    if asset_codes:
        answers.insert(0, _link(model, asset_codes))
    if bool(model.models["complete"][0]):
        return answers
    return [_downgraded(answer) for answer in answers]


def _downgraded(answer: Answer) -> Answer:
    if answer.fitness is not Fitness.ENOUGH:
        return answer
    return Answer(
        answer.code, answer.question, Fitness.PARTLY, answer.share, answer.text, answer.values,
        N_("The file is damaged; export it again."),
    )  # fmt: skip


def judge_share(known: int, of: int) -> tuple[Fitness, float | None]:
    """Enough from 98 % on, missing when there is none.

    >>> judge_share(99, 100), judge_share(1, 2)[0].value, judge_share(0, 2)[0].value, judge_share(0, 0)[0].value
    ((<Fitness.ENOUGH: 'enough'>, 0.99), 'partly', 'missing', 'missing')
    """
    if of == 0:
        return Fitness.MISSING, None
    share = known / of
    return (Fitness.ENOUGH if share >= COVERED_SHARE else Fitness.PARTLY if known else Fitness.MISSING), share


def _counted(code: str, question: str, known: int, of: int, text: str, remedy: str, **values: object) -> Answer:
    fitness, share = judge_share(known, of)
    filled = {"known": known, "of": of, **values}
    return Answer(code, question, fitness, share, text, filled, "" if fitness is Fitness.ENOUGH else remedy)


def _link(model: BimModel, asset_codes: Sequence[str]) -> Answer:
    found = [codes_on_building(row, asset_codes) for row in model.buildings.iter_rows(named=True)]
    return _counted(
        "link",
        N_("Which building of the portfolio is it?"),
        sum(len(codes) == 1 for codes in found),
        len(found),
        N_("{known} of {of} buildings carry one code of the portfolio: {codes}."),
        N_("Put the asset code in the name of the building."),
        codes=", ".join(code for codes in found for code in codes) or "–",
    )


def _areas(model: BimModel) -> Answer:
    counted = model.spaces.filter("counted")
    known = counted.filter(pl.col("area_m2").is_not_null())
    bases = dict(known.group_by("area_basis").len().iter_rows())
    low = known.filter(pl.col("area_confidence") == "low").height
    answer = _counted(
        "areas",
        N_("How large are the rooms?"),
        known.height,
        counted.height,
        N_("{known} of {of} spaces have an area: {net} net, {gross} gross, {unknown} not said; {low} doubtful."),
        N_("Export the rooms as IfcSpace with Qto_SpaceBaseQuantities."),
        net=bases.get("net", 0),
        gross=bases.get("gross", 0),
        unknown=bases.get("unknown", 0),
        low=low,
    )
    if answer.fitness is Fitness.ENOUGH and (low or "unknown" in bases):
        remedy = N_("Export NetFloorArea or GrossFloorArea by that name, so that net and gross are told apart.")
        return Answer("areas", answer.question, Fitness.PARTLY, answer.share, answer.text, answer.values, remedy)
    return answer


def _gross_areas(model: BimModel) -> Answer:
    stated = pl.coalesce("stated_gross_area_m2", "storeys_gross_area_m2", "gross_room_area_m2")
    return _counted(
        "gross_areas",
        N_("How large is the building, walls included?"),
        model.buildings.filter(stated.is_not_null()).height,
        model.buildings.height,
        N_("{known} of {of} buildings state a gross floor area."),
        N_("Export GrossFloorArea of the building (Qto_BuildingBaseQuantities) or of every storey."),
    )


def _functions(model: BimModel) -> Answer:
    counted = model.spaces.filter("counted")
    coded = counted.filter(use_of_space().is_not_null()).height
    named = counted.filter(pl.coalesce("space_long_name", "space_name").is_not_null()).height
    answer = _counted(
        "functions",
        N_("What are the rooms used for?"),
        coded,
        counted.height,
        N_("{known} of {of} spaces carry a classification, category or type; {named} carry a name."),
        N_("Give every room a use: a classification, or Category or OccupancyType."),
        named=named,
    )
    if answer.fitness is Fitness.MISSING and named:
        return Answer(
            "functions", answer.question, Fitness.PARTLY, answer.share, answer.text, answer.values, answer.remedy
        )
    return answer


def _of_kind(model: BimModel, *kinds: str) -> pl.DataFrame:
    return model.details["elements"].filter(pl.col("kind").is_in(kinds))


def _door_widths(model: BimModel) -> Answer:
    doors = _of_kind(model, "door")
    return _counted(
        "door_widths",
        N_("How wide are the doors?"),
        doors["width_m"].count(),
        doors.height,
        N_("{known} of {of} doors have a width; it is that of the frame, so the free passage is smaller."),
        N_("Export the doors with OverallWidth."),
    )


def _door_passages(model: BimModel) -> Answer:
    doors = _of_kind(model, "door")
    return _counted(
        "door_passages",
        N_("What is the free passage of the doors?"),
        doors["clear_width_m"].count(),
        doors.height,
        N_("{known} of {of} doors state a free passage; {accessible} say whether they are accessible."),
        N_("Have ClearWidth filled in per door; until then measure on site."),
        accessible=doors["is_handicap_accessible"].count(),
    )


def _levels(model: BimModel) -> Answer:
    """Stairs by flight where there are flights, ramps alike, lifts by their cabin."""
    question = N_("Can levels be reached: stairs, ramps, lifts?")
    stairs = _of_kind(model, "stair_flight" if _of_kind(model, "stair_flight").height else "stair")
    ramps = _of_kind(model, "ramp_flight" if _of_kind(model, "ramp_flight").height else "ramp")
    lifts = _of_kind(model, "lift")
    of = stairs.height + ramps.height + lifts.height
    known = (
        stairs.filter(pl.col("riser_height_m").is_not_null() & pl.col("tread_length_m").is_not_null()).height
        + ramps["slope_degrees"].count()
        + lifts.filter(pl.col("clear_width_m").is_not_null() & pl.col("clear_depth_m").is_not_null()).height
    )
    if of == 0 and model.storeys.filter(pl.col("space_count") > 0).height <= 1:
        return Answer("levels", question, Fitness.NOT_APPLICABLE, None, N_("There are no levels to reach."))
    return _counted(
        "levels",
        question,
        known,
        of,
        N_("{known} of {of} state their sizes; stair flights: {stairs}, ramps: {ramps}, lifts: {lifts}."),
        N_("Export risers and treads of flights, slopes of ramps, and width and depth of lift cabins."),
        stairs=stairs.height,
        ramps=ramps.height,
        lifts=lifts.height,
    )


def _windows(model: BimModel) -> Answer:
    windows = _of_kind(model, "window")
    sized = windows.filter(pl.col("width_m").is_not_null() & pl.col("height_m").is_not_null())
    return _counted(
        "windows",
        N_("How much do the windows insulate?"),
        sized["u_value_w_per_m2k"].count(),
        windows.height,
        N_("{known} of {of} windows state their size and a U-value above zero; {sized} state their size."),
        N_("Fill in ThermalTransmittance of the window types."),
        sized=sized.height,
    )


_MAP = (State.LAMBERT_72, State.LAMBERT_2008)
_ROUGH = (State.CRS_MISSING, State.CRS_CONTRADICTED, State.OTHER_CRS, State.LATITUDE_LONGITUDE)
_PLACES = {
    State.LAMBERT_72: N_("Lambert 72: {easting} east, {northing} north ({reference})."),
    State.LAMBERT_2008: N_("Lambert 2008: {easting} east, {northing} north ({reference})."),
    State.CRS_MISSING: N_("{easting} east, {northing} north fits a Belgian system, but none is named ({reference})."),
    State.CRS_CONTRADICTED: N_("It names {crs}, but {easting} east, {northing} north fits another ({reference})."),
    State.OTHER_CRS: N_("It names {crs}, which is no Belgian system ({reference})."),
    State.LATITUDE_LONGITUDE: N_("Only latitude {latitude} and longitude {longitude}, in Belgium ({reference})."),
    State.OUTSIDE_BELGIUM: N_("The place it states is not in Belgium ({reference})."),
    State.DEFAULT_CITY: N_("It stands in {city}, where the exporter puts models that have no place ({reference})."),
}


def _georeference(model: BimModel) -> Answer:
    question = N_("Where does it stand?")
    remedy = (
        N_("Export with ePSet_MapConversion and ePSet_ProjectedCRS in Lambert 72 (EPSG:31370) or 2008 (EPSG:3812).")
        if model.models["schema_read"][0] == "IFC2X3"
        else N_("Export with IfcMapConversion in Lambert 72 (EPSG:31370) or Lambert 2008 (EPSG:3812).")
    )
    rows = {State(row["state"]): row for row in reversed(model.details["georeference"].rows(named=True))}
    best = next((state for state in (*_MAP, *_ROUGH, *State) if state in rows), None)
    if best is None:
        return Answer("georeference", question, Fitness.MISSING, None, N_("The model states no place."), {}, remedy)
    row = rows[best]
    sure = best in _MAP and not row["map_unit_doubtful"]
    fitness = Fitness.ENOUGH if sure else Fitness.PARTLY if best in (*_MAP, *_ROUGH) else Fitness.MISSING
    values = {
        "easting": row["easting_m"],
        "northing": row["northing_m"],
        "crs": row["crs_name"],
        "latitude": row["latitude_degrees"],
        "longitude": row["longitude_degrees"],
        "city": row["default_city"],
        "reference": row["reference"],
    }
    if best in _MAP and not sure:
        values["place"] = translate(_PLACES[best], values)
        text = N_("{place} Read as metres: in the unit the model says, it would not be in Belgium.")
        return Answer("georeference", question, fitness, None, text, values, N_("Have MapUnit filled in: metre."))
    return Answer("georeference", question, fitness, None, _PLACES[best], values, "" if sure else remedy)


def _materials(model: BimModel) -> Answer:
    row = model.details["coverage"].row(0, named=True)
    return _counted(
        "materials",
        N_("What is it made of, and how much?"),
        row["with_material_and_volume_count"],
        row["element_count"],
        N_("{known} of {of} elements have a material and a volume; {material} a material, {volume} a volume."),
        N_("Export materials and base quantities (NetVolume) of all elements."),
        material=row["with_material_count"],
        volume=row["with_volume_count"],
    )


def _classification(model: BimModel) -> Answer:
    row = model.details["coverage"].row(0, named=True)
    return _counted(
        "classification",
        N_("How are the elements classified?"),
        row["with_classification_count"],
        row["element_count"],
        N_("{known} of {of} elements carry a classification; systems in the file: {systems}."),
        N_("Classify the elements, NL-SfB or CCTB, and export the references."),
        systems=row["classification_systems"] or "–",
    )

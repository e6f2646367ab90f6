import pytest
import shapely
from shapely.geometry import box

from vastgoed.accessibility.model.levels import measure_levels
from vastgoed.accessibility.model.plan import Plan
from vastgoed.accessibility.model.rooms import measure_rooms
from vastgoed.accessibility.model.value import UNKNOWN


def corridor(drawing, width=1.8, length=14.0, **more):
    plan_of = drawing(**more)
    plan_of.room("Gang", 0, 0, length, width)
    for number, x in enumerate((0.8, length - 0.8)):
        plan_of.room(f"Kantoor {number}", x - 0.8, width + 0.1, x + 0.8, width + 4)
        plan_of.door(f"Deur {number}", x, width + 0.05)
    return plan_of


def values(plan_of, measure=measure_rooms):
    found: dict[str, list] = {}
    for value in measure(Plan(plan_of.geometry())):
        if "Kantoor" not in value.element:
            found.setdefault(value.criterion_id, []).append(value.value)
    return found


@pytest.mark.parametrize("width", [1.2, 1.5, 1.8])
def test_width_of_a_plain_corridor(drawing, width):
    found = values(corridor(drawing, width))
    assert float(found["COR-02"][0]) == pytest.approx(width * 100, abs=0.7)
    assert float(found["COR-06"][0]) == pytest.approx(width * 100, abs=0.2)
    assert "COR-03" not in found
    assert "COR-04" not in found


def test_rough_width_is_that_between_the_walls(drawing):
    plan_of = corridor(drawing, 1.8)
    plan_of.add("furniture", "Kastenwand", box(0, 0, 14, 0.3), 0, 2)
    found = values(plan_of)
    assert float(found["COR-01"][0]) == pytest.approx(180, abs=0.7)
    assert float(found["COR-02"][0]) == pytest.approx(150, abs=0.7)
    plan_of.add("wall", "Voorzetwand", box(3, 0, 13, 0.1), 0, 2)
    assert float(values(plan_of)["COR-01"][0]) == pytest.approx(170, abs=0.7)
    assert float(values(corridor(drawing, 1.75))["COR-01"][0]) == 175


def test_short_and_long_narrowing(drawing):
    plan_of = corridor(drawing)
    plan_of.add("column", "Kolom", box(6, 0, 6.4, 0.85), 0, 3)
    found = values(plan_of)
    assert float(found["COR-03"][0]) == pytest.approx(95, abs=0.6)
    assert float(found["length_cm"][0]) == pytest.approx(40, abs=2)
    assert (found["COR-02"], found["COR-05"]) == (["150"], ["false"])
    plan_of = corridor(drawing)
    plan_of.add("furniture", "Kast", box(5, 0, 7, 0.6), 0, 2)
    found = values(plan_of)
    assert float(found["COR-04"][0]) == pytest.approx(120, abs=0.6)
    assert float(found["length_cm"][0]) == pytest.approx(200, abs=3)
    assert float(found["COR-08"][0]) == pytest.approx(2, abs=0.1)


def test_the_longest_narrow_stretch_counts_not_their_sum(drawing):
    plan_of = corridor(drawing)
    for start in (2.0, 6.5):
        plan_of.add("furniture", "Kast", box(start, 0, start + 2.5, 0.5), 0, 2)
    assert float(values(plan_of)["COR-08"][0]) == pytest.approx(2.5, abs=0.1)
    narrow = corridor(drawing, 1.3)
    assert float(values(narrow)["COR-08"][0]) == pytest.approx(14, abs=0.1)


def test_what_stands_there_hinders_beside_a_narrower_place_too(drawing):
    def outline(*steps):
        return shapely.Polygon([(0, 0), *steps, (14, 0), (14, 1.8), (0, 1.8)])

    def drawn(with_cupboard):
        plan_of = corridor(drawing)
        narrow = outline((4, 0), (4, 0.8), (4.5, 0.8), (4.5, 0))
        plan_of.rows[0] |= {"footprint": narrow.wkb, "footprint_m2": narrow.area}
        if with_cupboard:
            plan_of.add("furniture", "Kast", box(8, 0, 9, 0.5), 0, 2)
        return values(plan_of)

    assert (drawn(False)["COR-05"], len(drawn(False)["COR-03"])) == (["true"], 1)
    assert (drawn(True)["COR-05"], len(drawn(True)["COR-03"])) == (["false"], 2)


def test_niche_is_no_narrowing(drawing):
    plan_of = corridor(drawing)
    plan_of.rows[0]["footprint"] = box(0, 0, 14, 1.8).union(box(6, -0.5, 6.8, 0)).wkb
    assert "COR-03" not in values(plan_of)


def test_obstacle_above_head_height_is_none(drawing):
    plan_of = corridor(drawing)
    plan_of.add("furniture", "Luifel", box(5, 0, 7, 1.0), 2.4, 2.6)
    assert values(plan_of)["COR-02"] == values(corridor(drawing))["COR-02"]


def test_turning_space_every_ten_metres(drawing):
    plan_of = corridor(drawing, 1.3, 30)
    plan_of.rows[0]["footprint"] = box(0, 0, 30, 1.3).union(box(14, -1, 16, 0)).wkb
    far = values(plan_of)
    assert float(far["PTH-04"][0]) < 150
    near = corridor(drawing, 1.3, 8)
    near.rows[0]["footprint"] = box(0, 0, 8, 1.3).union(box(3, -1, 5, 0)).wkb
    assert float(values(near)["PTH-04"][0]) >= 150


def test_free_height_weighs_statement_body_and_ceiling(drawing):
    plan_of = drawing()
    room = plan_of.room("Gang", 0, 0, 4, 2, height=2.6)
    assert values(plan_of)["COR-07"] == ["260"]
    plan_of.state(room, "FinishCeilingHeight", 2.5)
    assert values(plan_of)["COR-07"] == ["250"]
    plan_of.add("ceiling", "Verlaagd plafond", box(0, 0, 4, 2), 2.25, 2.3)
    assert values(plan_of)["COR-07"] == ["225"]
    flat = drawing()
    flat.room("Gang", 0, 0, 4, 2, height=0.0)
    assert values(flat)["COR-07"] == [UNKNOWN]


def test_levels_at_doors(drawing):
    plan_of = drawing()
    plan_of.room("Gang", 0, 0, 8, 1.8)
    plan_of.room("Kamer", 0, 1.9, 6, 5, floor=0.03)
    plan_of.door("Deur", 3, 1.85)
    assert values(plan_of, measure_levels)["LVL-01"] == ["3"]
    plan_of.rows[1] |= {"z_min_m": 0.0015}
    assert values(plan_of, measure_levels)["LVL-01"] == ["0"]


def test_entrance_with_a_step(drawing):
    plan_of = drawing()
    plan_of.room("Inkomhal", 0, 0, 8, 4)
    plan_of.door("Ingang", 4, -0.05, external=True)
    assert values(plan_of, measure_levels)["LVL-02"] == [UNKNOWN]
    plan_of.add("slab", "Bordes", box(2, -2, 6, -0.1), -0.3, -0.025)
    assert values(plan_of, measure_levels)["LVL-02"] == ["2.5"]
    plan_of.state(plan_of.rows[2]["element_step_id"], "ThresholdThickness", 0.04)
    assert values(plan_of, measure_levels)["LVL-02"] == ["4"]

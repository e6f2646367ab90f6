import pytest

from kern.language import translate
from vastgoed.bim.fitness import assess_fitness
from vastgoed.bim.read_ifc import read_model


@pytest.fixture
def answers(tmp_path):
    def ask(made, codes=()):
        model = read_model(made.write(tmp_path / "model.ifc"), details=True)
        return {answer.code: answer for answer in assess_fitness(model, codes)}

    return ask


def test_bare_model_answers_nothing_and_says_what_to_ask_for(maker, answers):
    made = maker()
    made.building([])
    found = answers(made)
    assert {code: answer.fitness.value for code, answer in found.items()} == {
        "areas": "missing", "gross_areas": "missing", "functions": "missing", "door_widths": "missing",
        "door_passages": "missing", "levels": "not_applicable", "windows": "missing", "georeference": "missing",
        "materials": "missing", "classification": "missing",
    }  # fmt: skip
    assert all(answer.remedy for answer in found.values() if answer.fitness.value == "missing")


def test_every_text_can_be_filled_in(maker, room, answers):
    made = maker()
    made.building([room("1")])
    for answer in answers(made, ["GB-0001"]).values():
        assert translate(answer.text, answer.values)
        assert translate(answer.question, {}).endswith("?")


def test_areas_of_unknown_basis_answer_partly(maker, room, answers):
    made = maker()
    named = {"Dimensions.Area": ("IfcAreaMeasure", 20.0)}
    made.building([room("1", net=None, properties=named)])
    answer = answers(made)["areas"]
    assert (answer.fitness.value, answer.share) == ("partly", 1.0)
    assert "told apart" in answer.remedy


def test_share_decides_between_enough_and_partly(maker, room, answers):
    made = maker()
    made.building([room("1"), room("2", net=None, body=None)])
    answer = answers(made)["areas"]
    assert (answer.fitness.value, answer.share) == ("partly", 0.5)


def test_names_alone_answer_the_use_partly(maker, room, answers):
    made = maker()
    made.building([room("Kantoor")])
    answer = answers(made)["functions"]
    assert (answer.fitness.value, answer.share) == ("partly", 0.0)


def test_width_of_the_frame_is_not_the_free_passage(maker, room, answers):
    made = maker()
    _building, (storey,), _spaces = made.building([room("1")])
    made.door(storey, OverallWidth=0.93)
    found = answers(made)
    assert [found[code].fitness.value for code in ("door_widths", "door_passages")] == ["enough", "missing"]


def test_two_levels_without_stairs_are_not_reached(maker, room, answers):
    made = maker()
    made.building([room("1"), room("2", storey=1)], storeys=2)
    assert answers(made)["levels"].fitness.value == "missing"


def test_code_of_the_portfolio_is_looked_for_when_codes_are_given(maker, room, answers):
    made = maker()
    made.building([room("1")], name="Kantoor GB-0001")
    assert "link" not in answers(made)
    assert answers(made, ["GB-0001", "GB-0002"])["link"].fitness.value == "enough"
    assert answers(made, ["GB-0002"])["link"].fitness.value == "missing"


@pytest.mark.parametrize("schema", ["IFC2X3", "IFC4"])
def test_what_is_asked_for_the_place_exists_in_the_version_of_the_file(maker, room, answers, schema):
    made = maker(schema=schema)
    made.building([room("1")])
    wanted = "ePSet_MapConversion" if schema == "IFC2X3" else "IfcMapConversion"
    assert wanted in answers(made)["georeference"].remedy


def test_metres_in_a_millimetre_file_are_said_with_the_reason(maker, room, answers):
    made = maker(schema="IFC2X3", unit="mm")
    made.building([room("1")])
    made.properties(
        made.site,
        {
            "ePSet_MapConversion.Eastings": ("IfcLengthMeasure", 104_046.0),
            "ePSet_MapConversion.Northings": ("IfcLengthMeasure", 194_130.0),
            "ePSet_ProjectedCRS.Name": ("IfcLabel", "EPSG:31370"),
        },
    )
    answer = answers(made)["georeference"]
    assert answer.fitness.value == "partly"
    assert "Read as metres" in translate(answer.text, answer.values)
    assert "104,046" in translate(answer.text, answer.values)
    assert "MapUnit" in answer.remedy

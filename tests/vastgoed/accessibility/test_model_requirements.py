"""The information requirements that follow from the criteria."""

from datetime import date

from ifctester import ids

from kern.sources import read_table
from vastgoed.accessibility.criteria import read_criteria
from vastgoed.accessibility.model_requirements import TABLE, model_requirements, requirements_as_ids

ON = date(2026, 11, 24)


def test_every_criterion_measured_in_a_model_is_served():
    table = read_table("label/criteria.csv")
    carried = {row["id"] for row in table.iter_rows(named=True) if row["check_way"] != "A"}
    served = {name for names in read_table(TABLE)["criteria"] for name in names.split(";")}
    assert carried == served


def test_the_file_is_valid_and_names_the_criteria(tmp_path):
    path = tmp_path / "toegankelijkheid.ids"
    path.write_text(requirements_as_ids(read_criteria(ON), ON), encoding="utf-8")
    read = ids.open(str(path), validate=True)
    assert len(read.specifications) == read_table(TABLE).height
    doors = next(rule for rule in read.specifications if rule.name == "T03 IFCDOOR OverallWidth")
    assert "DOR-03" in doors.description
    assert doors.minOccurs == 1


def test_only_what_serves_a_criterion_in_force_is_asked():
    criteria = {name: item for name, item in read_criteria(ON).items() if name.startswith("LFT-03")}
    assert [rule.name for rule in model_requirements(criteria)] == ["T16 IFCTRANSPORTELEMENT ClearDepth"]

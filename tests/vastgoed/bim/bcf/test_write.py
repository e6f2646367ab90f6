"""BCF files hold what the schema asks, are the same each time, and read back with bcf-client's own reader."""

from __future__ import annotations

import dataclasses
import enum
import math
import re
import zipfile
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kern.errors import UsageWrong
from vastgoed.bim.bcf import VERSIONS, Box, Bundle, Topic, topic_guid, write_bcf
from vastgoed.bim.bcf.topics import MOST_SELECTED, look_at
from vastgoed.bim.bcf.version_2_1 import files_2_1
from vastgoed.bim.bcf.version_3_0 import files_3_0
from vastgoed.bim.bcf.write import bcf_bytes

GUID = "2O2Fr$t4X7Zf8NOew3FNr2"
ABOUT_DOORS = Topic(
    guid=topic_guid("doors", "storey 1"),
    title="IfcDoor D.01: width 0.81 m",
    description="The door is narrower than asked.\nWiden it.",
    element_guids=(GUID, GUID, "no guid"),
    box=Box((10.0, 20.0, 0.0), (12.0, 21.0, 2.1)),
    labels=("deuren", "verdieping 1"),
    topic_type="Information requirement",
    priority="Normal",
    shows_spaces=True,
)
ABOUT_NOTHING = Topic(topic_guid("lift"), "There is no lift", "A lift must exist.")


def bundle(*topics: Topic) -> Bundle:
    return Bundle("Kantoor", "koers", datetime(2026, 3, 1, 12, 0, tzinfo=UTC), topics, "kantoor.ifc", GUID)


def check_element(element: object, place: str = "") -> None:
    """What the schema asks of an element, as the schema classes carry it: required, pattern, length, occurrence."""
    for each in dataclasses.fields(element):  # type: ignore[arg-type]
        value, rule, where = getattr(element, each.name), each.metadata, f"{place}.{each.name}"
        values = value if isinstance(value, list) else [] if value is None else [value]
        assert len(values) >= rule.get("min_occurs", 1 if rule.get("required") else 0), where
        for one in values:
            if dataclasses.is_dataclass(one) and rule.get("type") == "Element" and not hasattr(one, "hour"):
                check_element(one, where)
            elif isinstance(one, str) and not isinstance(one, enum.Enum):
                assert len(one) >= rule.get("min_length", 0), where
                assert len(one) == rule.get("length", len(one)), where
                assert re.fullmatch(rule.get("pattern", "(?s:.*)"), one), where
            elif isinstance(one, float):
                assert math.isfinite(one), where
                assert rule.get("min_inclusive", one) <= one <= rule.get("max_inclusive", one), where


@pytest.mark.parametrize("make", [files_2_1, files_3_0])
def test_every_file_meets_the_schema_classes(make):
    files = make(bundle(ABOUT_DOORS, ABOUT_NOTHING))
    for name, root in files.items():
        check_element(root, name)
    assert len([name for name in files if name.endswith(".bcfv")]) == 1  # the lift has nothing to look at


@pytest.mark.parametrize("version", VERSIONS)
def test_the_reader_of_bcf_client_reads_it_back(tmp_path, version):
    path = tmp_path / "issues.bcf"
    write_bcf(path, bundle(ABOUT_DOORS, ABOUT_NOTHING), version)
    if version == "2.1":
        from bcf.v2.bcfxml import BcfXml
    else:
        from bcf.v3.bcfxml import BcfXml
    read = BcfXml.load(path)
    assert read is not None
    assert read.version.version_id == version
    assert set(read.topics) == {ABOUT_DOORS.guid, ABOUT_NOTHING.guid}
    topic = read.topics[ABOUT_DOORS.guid]
    assert (topic.topic.title, topic.topic.topic_status) == (ABOUT_DOORS.title, "Open")
    view = next(iter(topic.viewpoints.values())).visualization_info
    assert [component.ifc_guid for component in view.components.selection.component] == [GUID]
    hints = view.components if version == "2.1" else view.components.visibility
    assert hints.view_setup_hints.spaces_visible
    comment = topic.comments[0]
    assert comment.viewpoint is not None
    assert comment.viewpoint.guid == ABOUT_DOORS.viewpoint_guid
    read.close()


@pytest.mark.parametrize("version", VERSIONS)
def test_the_same_findings_give_the_same_bytes(version):
    assert bcf_bytes(bundle(ABOUT_DOORS), version) == bcf_bytes(bundle(ABOUT_DOORS), version)


def test_control_characters_do_not_break_the_file(tmp_path):
    path = tmp_path / "x.bcf"
    write_bcf(path, bundle(dataclasses.replace(ABOUT_NOTHING, title="a\x00b\x1bc\ufffe")))
    with zipfile.ZipFile(path) as archive:
        assert "<Title>abc</Title>" in archive.read(f"{ABOUT_NOTHING.guid}/markup.bcf").decode()


def test_a_long_selection_is_cut_where_viewers_give_up():
    many = dataclasses.replace(ABOUT_DOORS, element_guids=tuple(f"{number:022d}" for number in range(2000)))
    assert len(many.selection) == MOST_SELECTED


def test_an_unknown_version_is_said(tmp_path):
    with pytest.raises(UsageWrong, match=r"1\.0"):
        write_bcf(tmp_path / "x.bcf", bundle(), "1.0")
    assert list(tmp_path.iterdir()) == []


finite = st.floats(-1e6, 1e6, allow_nan=False)


@settings(max_examples=40)
@given(st.tuples(finite, finite, finite), st.tuples(*[st.floats(0, 500)] * 3))
def test_the_camera_has_every_corner_in_view(low, size):
    high = tuple(a + b for a, b in zip(low, size, strict=True))
    camera = look_at(Box(low, high))
    assert math.isclose(math.hypot(*camera.direction), 1)
    assert math.isclose(math.hypot(*camera.up), 1)
    assert abs(sum(a * b for a, b in zip(camera.direction, camera.up, strict=True))) < 1e-9
    for x in (low[0], high[0]):
        for y in (low[1], high[1]):
            for z in (low[2], high[2]):
                to = [a - b for a, b in zip((x, y, z), camera.position, strict=True)]
                cosine = sum(a * b for a, b in zip(to, camera.direction, strict=True)) / math.hypot(*to)
                assert math.degrees(math.acos(min(1.0, cosine))) <= 30.001

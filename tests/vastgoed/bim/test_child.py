"""The child tells a mistake of Koers from a broken file, and the user reads which of the two it is."""

import pytest

from kern.errors import InputWrong
from vastgoed.bim.child import is_own_mistake
from vastgoed.bim.materials.read import read_materials
from vastgoed.bim.read_ifc import read_model

# Read by Python at the start of the child: its jobs then lead to a function with a mistake.
_SWAP = "from vastgoed.bim.jobs import JOBS\nJOBS.update(dict.fromkeys(JOBS, 'mistaken:answer'))\n"


@pytest.fixture
def mistaken(tmp_path, monkeypatch):
    def write(line):
        folder = tmp_path / "code"
        folder.mkdir()
        (folder / "sitecustomize.py").write_text(_SWAP)
        (folder / "mistaken.py").write_text(f"def answer(asked):\n    {line}\n")
        monkeypatch.setenv("PYTHONPATH", str(folder))

    return write


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("return not_there", r"NameError: name 'not_there' is not defined; mistaken:2"),
        ("import not_there", r"ModuleNotFoundError: No module named 'not_there'; mistaken:2"),
        ("from json import not_there", r"ImportError: .*not_there"),
        ("compile('(', 'x', 'exec')", r"SyntaxError: "),
    ],
)
def test_a_mistake_of_koers_is_not_blamed_on_the_file(write_model, room, mistaken, line, said):
    mistaken(line)
    with pytest.raises(InputWrong, match=rf"Koers itself failed on model model\.ifc.*{said}.*Report this") as caught:
        read_model(write_model([room("1")]))
    assert "damaged" not in str(caught.value)


def test_materials_that_koers_cannot_read_are_not_blamed_on_the_file(write_model, room, mistaken):
    mistaken("return not_there")
    rows, [finding] = read_materials(write_model([room("1")]))
    assert rows.is_empty()
    assert "Koers itself failed" in finding.text
    assert "not_there" in finding.evidence["detail"]


def test_what_a_file_provokes_stays_with_the_file(write_model, room, mistaken):
    mistaken("raise RuntimeError('token 12RY at offset 517843')")
    with pytest.raises(InputWrong, match=r"records are damaged \(byte 517843\)"):
        read_model(write_model([room("1")]))


def test_a_library_that_no_longer_fits_in_memory_is_no_mistake(write_model, room, mistaken):
    mistaken("raise ImportError('_umath.so: failed to map segment from shared object')")
    with pytest.raises(InputWrong, match="more memory than allowed"):
        read_model(write_model([room("1")]))


@pytest.mark.parametrize(("module", "own"), [("vastgoed.bim.spaces", True), ("ifcopenshell.util.unit", False)])
def test_a_check_that_fails_is_of_whoever_makes_it(module, own):
    with pytest.raises(AssertionError) as caught:
        exec("assert False", {"__name__": module})
    assert is_own_mistake(caught.value) is own

from datetime import date

import pytest

from kern.errors import FactorMissing, InputWrong
from kern.sources import DATA, data_path, factor, source, sources_of

EMISSION = "factors/emission.csv"


def test_the_data_folder_is_ours():
    """In an editable install another distribution's `data` could win an import; a path cannot be taken over."""
    assert DATA.parent == data_path("sources.csv").parent.parent
    assert (DATA.parent / "kern" / "sources.py").exists()


def test_a_factor_comes_with_its_passport():
    found = factor(
        "factors/primary_energy.csv", "primary_energy.electricity", date(2025, 1, 1), "vlaams_actieplan_2016"
    )
    assert found.value == 2.5
    assert all(one.title for one in sources_of(found.source))
    assert found.file == "data/factors/primary_energy.csv"


def test_a_missing_year_names_the_file_to_extend():
    with pytest.raises(FactorMissing, match=r"Add a row with its source to data/factors/emission\.csv"):
        factor(EMISSION, "co2.electricity.location.direct", date(1950, 1, 1), "be_grid_em_direct")


def test_an_unknown_source_and_file_are_said():
    with pytest.raises(InputWrong, match=r"Source nowhere is not in data/sources\.csv"):
        source("nowhere")
    with pytest.raises(InputWrong, match=r"data/factors/none\.csv is missing"):
        data_path("factors", "none.csv")

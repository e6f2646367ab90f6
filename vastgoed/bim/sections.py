"""The sections on building models: the card of a file, and the spaces of a building."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from kern.report import Section
from vastgoed.bim.model_card import card_section
from vastgoed.bim.read_ifc import read_model
from vastgoed.bim.spaces_section import spaces_section, trace_spaces

__all__ = ["model_card", "spaces_section", "trace_spaces"]


def model_card(path: Path, shown_name: str = "", *, asset_codes: Sequence[str] = ()) -> Section:
    """What is in a model file, and what is missing for which of Koers' questions.

    Nothing is stored; a file that was cut off is read as far as it goes and said to be damaged.

    Args:
        path: An .ifc or .ifczip file.
        shown_name: The name the user knows; the file name when empty.
        asset_codes: The codes of the portfolio, to say whether the model carries one; without them it is not asked.

    Raises:
        InputWrong: The file is no readable model.
    """
    return card_section(read_model(path, shown_name, allow_damaged=True, details=True), asset_codes)

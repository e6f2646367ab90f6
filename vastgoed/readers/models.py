"""Building models: the reader itself stands with everything else on IFC."""

from __future__ import annotations

from vastgoed.bim.reader import READER

__all__ = ["READER"]

"""One issue on a model as plain data, and the camera that looks at it."""

from __future__ import annotations

import math
import re
import uuid
from dataclasses import dataclass, field
from datetime import datetime

Point = tuple[float, float, float]

FIELD_OF_VIEW_DEGREES = 60.0
ASPECT_RATIO = 4 / 3
MOST_SELECTED = 500  # viewers slow down or give up on longer selections

_NAMESPACE = uuid.uuid5(uuid.NAMESPACE_URL, "https://koers/bcf")
_IFC_GUID = re.compile(r"[0-9A-Za-z_$]{22}")
# Seen from the south-east, from above: walls and floors both show.
_LOOK = (-1.0, 1.0, -0.9)
_SMALLEST_RADIUS_M = 1.0


@dataclass(frozen=True)
class Box:
    """The space elements take up, in the model's own coordinates, in m.

    >>> Box((0, 0, 0), (2, 2, 2)).joined(Box((1, 1, 1), (5, 2, 2))).high
    (5, 2, 2)
    """

    low: Point
    high: Point

    def joined(self, other: Box) -> Box:
        """The box around both."""
        low = tuple(min(pair) for pair in zip(self.low, other.low, strict=True))
        high = tuple(max(pair) for pair in zip(self.high, other.high, strict=True))
        return Box((low[0], low[1], low[2]), (high[0], high[1], high[2]))


@dataclass(frozen=True)
class Camera:
    """Where the viewer stands and looks. Lengths in m, directions of length 1."""

    position: Point
    direction: Point
    up: Point


@dataclass(frozen=True)
class Topic:
    """One issue.

    Args:
        guid: From `topic_guid`, so that the same issue keeps its guid.
        title: Short; viewers cut it off, so the most telling words come first.
        description: The whole story, with what to do.
        element_guids: GlobalIds of the elements it is about, all selected in the viewpoint; none is allowed.
        box: Where those elements are; without it the topic has no camera.
        labels: Words to filter on.
        topic_type: Kind of issue, such as `Information requirement`.
        topic_status: `Open` or `Closed`.
        priority: `High`, `Normal` or `Low`; empty is not said.
        shows_spaces: Whether spaces must be visible, which viewers hide otherwise.
    """

    guid: str
    title: str
    description: str
    element_guids: tuple[str, ...] = ()
    box: Box | None = None
    labels: tuple[str, ...] = ()
    topic_type: str = "Issue"
    topic_status: str = "Open"
    priority: str = ""
    shows_spaces: bool = False

    @property
    def selection(self) -> tuple[str, ...]:
        """The GlobalIds a viewer can select: well formed, each once, no more than `MOST_SELECTED`."""
        good = dict.fromkeys(guid for guid in self.element_guids if _IFC_GUID.fullmatch(guid))
        return tuple(good)[:MOST_SELECTED]

    @property
    def viewpoint_guid(self) -> str:
        """Guid of its viewpoint."""
        return topic_guid(self.guid, "viewpoint")

    @property
    def has_viewpoint(self) -> bool:
        """Whether there is anything to look at."""
        return self.box is not None or bool(self.selection)


@dataclass(frozen=True)
class Bundle:
    """What goes in one file.

    Args:
        project_name: Name shown for the whole.
        author: Who says it.
        created_at: Date on every topic; the day of the delivery, so that the output is reproducible.
        topics: The issues.
        file_name: The model they are about.
        project_guid: GlobalId of the model's IfcProject, by which viewers find the model.
    """

    project_name: str
    author: str
    created_at: datetime
    topics: tuple[Topic, ...] = field(default=())
    file_name: str = ""
    project_guid: str = ""

    @property
    def ifc_project(self) -> str | None:
        """The GlobalId of the project when it is well formed."""
        return self.project_guid if _IFC_GUID.fullmatch(self.project_guid) else None


def topic_guid(*parts: str) -> str:
    """A guid that is always the same for the same parts, such as rule, model and storey.

    >>> topic_guid("doors", "2O2Fr$t4X7Zf8NOew3FNr2") == topic_guid("doors", "2O2Fr$t4X7Zf8NOew3FNr2")
    True
    >>> topic_guid("a", "b") == topic_guid("ab")
    False
    """
    return str(uuid.uuid5(_NAMESPACE, "\x1f".join(parts)))


def look_at(box: Box) -> Camera:
    """The camera that has the whole box in view, from the south-east and above.

    >>> camera = look_at(Box((0, 0, 0), (4, 4, 3)))
    >>> camera.position[0] > 4, camera.position[1] < 0, camera.position[2] > 3
    (True, True, True)
    """
    centre = [(low + high) / 2 for low, high in zip(box.low, box.high, strict=True)]
    radius = max(math.dist(box.low, box.high) / 2, _SMALLEST_RADIUS_M)
    distance = radius / math.sin(math.radians(FIELD_OF_VIEW_DEGREES / 2))
    size = math.hypot(*_LOOK)
    x, y, z = (part / size for part in _LOOK)
    flat = math.hypot(x, y)
    position = (centre[0] - x * distance, centre[1] - y * distance, centre[2] - z * distance)
    return Camera(position, (x, y, z), (-x * z / flat, -y * z / flat, flat))

"""The edge to ifcopenshell and ifctester: the only file that imports them, inside functions: loading takes a while.

Its type hints do not know the options used here, so this edge says what Koers relies on and no more.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, Protocol, cast

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_BYPASSED = ["IfcRepresentationItem", "IfcRepresentation", "IfcProductRepresentation"]


class Model(Protocol):
    """An opened model. Keep it referenced as long as one of its records is: a record outliving it crashes."""

    header: Any
    schema_identifier: str

    def by_type(self, type: str) -> Sequence[Any]:
        """All records of a type and its subtypes."""

    def by_id(self, id: int) -> Any:
        """The record with this number."""


def open_model(path: str, bodies: bool) -> Model:
    """Open a model lazily.

    Args:
        path: The file.
        bodies: Whether geometric records are needed; without them a large file costs a fifth of the time.
    """
    import ifcopenshell

    opener = cast("Any", ifcopenshell.open)
    return cast("Model", opener(path, lazy=True) if bodies else opener(path, lazy=True, bypass_types=_BYPASSED))


def take_log() -> str:
    """What the parser complained about since the last time."""
    import ifcopenshell

    return str(cast("Any", ifcopenshell).get_log())


def is_declared(name: str, schema: str) -> bool:
    """Whether a schema has an entity of this name."""
    import ifcopenshell.ifcopenshell_wrapper as wrapper

    try:
        cast("Any", wrapper).schema_by_name(schema).declaration_by_name(name)
    except RuntimeError:
        return False
    return True


def mesh_elements(
    model: Model, elements: Sequence[Any], kernel: str, *, in_place: bool = False
) -> Iterator[tuple[int, Any]]:
    """Step id and triangulated geometry of each element that could be meshed, in metres.

    One thread: a lazily opened file and an iterator with two threads lose elements or crash.

    Args:
        model: Opened with its bodies.
        elements: What to mesh.
        kernel: Geometry library, such as `manifold` or `opencascade`.
        in_place: Coordinates of the model instead of the element's own.
    """
    import ifcopenshell.geom

    geom = cast("Any", ifcopenshell.geom)
    settings = geom.settings()
    settings.set("use-world-coords", in_place)
    iterator = geom.iterator(settings, model, 1, include=list(elements), geometry_library=kernel)
    if not iterator.initialize():
        return
    while True:
        shape = iterator.get()
        yield int(shape.id), shape.geometry
        if not iterator.next():
            return


def material_of(element: Any) -> Any | None:
    """The material, or set of materials, of an element or of its type; without the usage around a set."""
    import ifcopenshell.util.element

    return cast("Any", ifcopenshell.util.element).get_material(element, should_skip_usage=True)


def open_ids(path: str) -> tuple[Any | None, str]:
    """A fresh IDS object, or None and what is wrong with the file.

    Never use one for two models: it keeps the records it judged.
    """
    import ifctester.ids
    from xmlschema import XMLSchemaException

    try:
        return cast("Any", ifctester.ids).open(path, validate=True), ""
    except ifctester.ids.IdsXmlValidationError as error:
        return None, _say_schema_error(error.xml_error)
    except (XMLSchemaException, KeyError, TypeError, AttributeError) as error:
        return None, f"{type(error).__name__}: {error}"[:200]


def _say_schema_error(error: Any) -> str:
    """Where a file leaves the schema, and why."""
    reason = " ".join(str(getattr(error, "reason", "") or error).split())
    path = str(getattr(error, "path", "") or "")
    return f"{path}: {reason}"[:300] if path else reason[:300]


def forget_judged() -> None:
    """Empty the caches of ifctester, which hold records: a record that outlives its model crashes."""
    from ifctester import facet

    facet.get_pset.cache_clear()
    facet.get_psets.cache_clear()


def mesh_shapes(
    model: Model, elements: Sequence[Any], kernel: str
) -> Iterator[tuple[int, NDArray[np.float64], NDArray[np.float64], NDArray[np.int32]]]:
    """Step id, placement (4 x 4), corners in its own axes and triangles of each element that could be meshed, in m.

    Holes of doors and windows are not cut out of their walls. One thread, see `mesh_elements`.

    Args:
        model: Opened with its bodies.
        elements: What to mesh.
        kernel: Geometry library, such as `manifold` or `opencascade`.
    """
    import ifcopenshell.geom
    import numpy as np

    geom = cast("Any", ifcopenshell.geom)
    settings = geom.settings()
    settings.set("disable-opening-subtractions", True)
    settings.set("mesher-linear-deflection", 0.005)
    iterator = geom.iterator(settings, model, 1, include=list(elements), geometry_library=kernel)
    if not iterator.initialize():
        return
    while True:
        shape = iterator.get()
        matrix = np.array(shape.transformation.matrix, dtype=np.float64).reshape(4, 4, order="F")
        points = np.frombuffer(shape.geometry.verts_buffer, dtype=np.float64).reshape(-1, 3).copy()
        faces = np.frombuffer(shape.geometry.faces_buffer, dtype=np.int32).reshape(-1, 3).copy()
        yield int(shape.id), matrix, points, faces
        if not iterator.next():
            return


def placement_of(element: Any, length_m: float) -> NDArray[np.float64] | None:
    """Placement of an element in the project frame as a 4 x 4 matrix in m; None when it has none that can be read.

    Args:
        element: A product.
        length_m: Metres per length unit of the model.
    """
    import ifcopenshell.util.placement as placement
    import numpy as np

    if getattr(element, "ObjectPlacement", None) is None:
        return None
    try:
        found = placement.get_local_placement(element.ObjectPlacement)
    except (AttributeError, TypeError, ValueError, IndexError, RuntimeError, RecursionError):
        return None
    matrix: NDArray[np.float64] = np.array(found, dtype=np.float64)
    matrix[:3, 3] *= length_m
    return matrix if np.isfinite(matrix).all() else None

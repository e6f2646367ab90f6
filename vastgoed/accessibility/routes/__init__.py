"""Routes through a building: which rooms are reached without a step, and which mends open most rooms.

`build_routes(geometry)` (`graph`) makes the graph, `find_reach` (`reach`) says what is reached from the entrances,
`plan_mends` (`mends`) what to mend first, `route_values` (`facts`) the values for the label.
"""

from vastgoed.accessibility.routes.graph import Routes, build_routes
from vastgoed.accessibility.routes.links import Link
from vastgoed.accessibility.routes.places import Place, Room

__all__ = ["Link", "Place", "Room", "Routes", "build_routes"]

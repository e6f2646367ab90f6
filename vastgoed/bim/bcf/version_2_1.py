"""A bundle as the files of BCF 2.1."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from vastgoed.bim.bcf.topics import FIELD_OF_VIEW_DEGREES, look_at, topic_guid
from vastgoed.bim.bcf.write import xml_text, xml_time

if TYPE_CHECKING:
    from vastgoed.bim.bcf.topics import Bundle, Topic

VIEWPOINT_FILE = "viewpoint.bcfv"


def files_2_1(bundle: Bundle) -> dict[str, Any]:
    """File name in the archive -> root element."""
    import bcf.v2.model as m

    name = xml_text(bundle.project_name)
    project = m.Project(name=name, project_id=topic_guid("project", bundle.project_guid or name))
    files: dict[str, Any] = {
        "bcf.version": m.Version(version_id="2.1", detailed_version="2.1"),
        "project.bcfp": m.ProjectExtension(project=project, extension_schema=""),
    }
    for topic in bundle.topics:
        files[f"{topic.guid}/markup.bcf"] = _markup(bundle, topic)
        if topic.has_viewpoint:
            files[f"{topic.guid}/{VIEWPOINT_FILE}"] = _viewpoint(topic)
    return files


def _markup(bundle: Bundle, topic: Topic) -> Any:
    import bcf.v2.model as m

    when = xml_time(bundle)
    file = m.HeaderFile(filename=xml_text(bundle.file_name) or None, date=when, ifc_project=bundle.ifc_project)
    # Some viewers only open a viewpoint that a comment refers to.
    comment = m.Comment(
        guid=topic_guid(topic.guid, "comment"),
        date=when,
        author=bundle.author,
        comment=xml_text(topic.description) or xml_text(topic.title),
        viewpoint=m.CommentViewpoint(guid=topic.viewpoint_guid) if topic.has_viewpoint else None,
    )
    view = m.ViewPoint(guid=topic.viewpoint_guid, viewpoint=VIEWPOINT_FILE, index=0)
    return m.Markup(
        header=m.Header(file=[file]) if bundle.file_name else None,
        topic=m.Topic(
            guid=topic.guid,
            title=xml_text(topic.title),
            priority=topic.priority or None,
            labels=[xml_text(label) for label in topic.labels],
            creation_date=when,
            creation_author=bundle.author,
            description=xml_text(topic.description) or None,
            topic_type=topic.topic_type,
            topic_status=topic.topic_status,
        ),
        comment=[comment],
        viewpoints=[view] if topic.has_viewpoint else [],
    )


def _viewpoint(topic: Topic) -> Any:
    import bcf.v2.model as m

    hints = m.ViewSetupHints(spaces_visible=topic.shows_spaces, space_boundaries_visible=False, openings_visible=False)
    chosen = [m.Component(ifc_guid=guid) for guid in topic.selection]
    components = m.Components(
        view_setup_hints=hints,
        selection=m.ComponentSelection(component=chosen) if chosen else None,
        visibility=m.ComponentVisibility(default_visibility=True),
    )
    camera = None
    if topic.box is not None:
        seen = look_at(topic.box)
        camera = m.PerspectiveCamera(
            camera_view_point=m.Point(x=seen.position[0], y=seen.position[1], z=seen.position[2]),
            camera_direction=m.Direction(x=seen.direction[0], y=seen.direction[1], z=seen.direction[2]),
            camera_up_vector=m.Direction(x=seen.up[0], y=seen.up[1], z=seen.up[2]),
            field_of_view=FIELD_OF_VIEW_DEGREES,
        )
    return m.VisualizationInfo(guid=topic.viewpoint_guid, components=components, perspective_camera=camera)

"""A bundle as the files of BCF 3.0: type and status are required, and the words used are listed in the file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from vastgoed.bim.bcf.topics import ASPECT_RATIO, FIELD_OF_VIEW_DEGREES, look_at, topic_guid
from vastgoed.bim.bcf.version_2_1 import VIEWPOINT_FILE
from vastgoed.bim.bcf.write import xml_text, xml_time

if TYPE_CHECKING:
    from collections.abc import Iterable

    from vastgoed.bim.bcf.topics import Bundle, Topic


def files_3_0(bundle: Bundle) -> dict[str, Any]:
    """File name in the archive -> root element."""
    import bcf.v3.model as m

    name = xml_text(bundle.project_name)
    project = m.Project(name=name or None, project_id=topic_guid("project", bundle.project_guid or name))
    files: dict[str, Any] = {
        "bcf.version": m.Version(version_id="3.0"),
        "project.bcfp": m.ProjectInfo(project=project),
        "extensions.xml": _extensions(bundle),
    }
    for topic in bundle.topics:
        files[f"{topic.guid}/markup.bcf"] = _markup(bundle, topic)
        if topic.has_viewpoint:
            files[f"{topic.guid}/{VIEWPOINT_FILE}"] = _viewpoint(topic)
    return files


def _extensions(bundle: Bundle) -> Any:
    import bcf.v3.model as m

    topics = bundle.topics
    return m.Extensions(
        topic_types=m.ExtensionsTopicTypes(topic_type=_each(topic.topic_type for topic in topics)),
        topic_statuses=m.ExtensionsTopicStatuses(
            topic_status=_each(["Open", "Closed", *(topic.topic_status for topic in topics)])
        ),
        priorities=m.ExtensionsPriorities(priority=_each(topic.priority for topic in topics)),
        topic_labels=m.ExtensionsTopicLabels(
            topic_label=_each(xml_text(label) for topic in topics for label in topic.labels)
        ),
        users=m.ExtensionsUsers(user=[bundle.author]),
        snippet_types=m.ExtensionsSnippetTypes(),
        stages=m.ExtensionsStages(),
    )


def _each(words: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(word for word in words if word))


def _markup(bundle: Bundle, topic: Topic) -> Any:
    import bcf.v3.model as m

    when = xml_time(bundle)
    file = m.File(filename=xml_text(bundle.file_name) or None, date=when, ifc_project=bundle.ifc_project)
    comment = m.Comment(
        guid=topic_guid(topic.guid, "comment"),
        date=when,
        author=bundle.author,
        comment=xml_text(topic.description) or xml_text(topic.title),
        viewpoint=m.CommentViewpoint(guid=topic.viewpoint_guid) if topic.has_viewpoint else None,
    )
    view = m.ViewPoint(guid=topic.viewpoint_guid, viewpoint=VIEWPOINT_FILE, index=0)
    labels = [xml_text(label) for label in topic.labels if label]
    return m.Markup(
        header=m.Header(files=m.HeaderFiles(file=[file])) if bundle.file_name else None,
        topic=m.Topic(
            guid=topic.guid,
            title=xml_text(topic.title),
            priority=topic.priority or None,
            labels=m.TopicLabels(label=labels) if labels else None,
            creation_date=when,
            creation_author=bundle.author,
            description=xml_text(topic.description) or None,
            comments=m.TopicComments(comment=[comment]),
            viewpoints=m.TopicViewpoints(view_point=[view]) if topic.has_viewpoint else None,
            topic_type=topic.topic_type,
            topic_status=topic.topic_status,
        ),
    )


def _viewpoint(topic: Topic) -> Any:
    import bcf.v3.model as m

    chosen = [m.Component(ifc_guid=guid) for guid in topic.selection]
    components = m.Components(
        selection=m.ComponentSelection(component=chosen) if chosen else None,
        visibility=m.ComponentVisibility(
            view_setup_hints=m.ViewSetupHints(spaces_visible=topic.shows_spaces), default_visibility=True
        ),
    )
    camera = None
    if topic.box is not None:
        seen = look_at(topic.box)
        camera = m.PerspectiveCamera(
            camera_view_point=m.Point(x=seen.position[0], y=seen.position[1], z=seen.position[2]),
            camera_direction=m.Direction(x=seen.direction[0], y=seen.direction[1], z=seen.direction[2]),
            camera_up_vector=m.Direction(x=seen.up[0], y=seen.up[1], z=seen.up[2]),
            field_of_view=FIELD_OF_VIEW_DEGREES,
            aspect_ratio=ASPECT_RATIO,
        )
    return m.VisualizationInfo(guid=topic.viewpoint_guid, components=components, perspective_camera=camera)

"""What the child process can be asked to do with a model: a name, and the function that does it.

A new job is one line here. A function takes the request as plain data and answers plain data.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

JOBS = {
    "facts": "vastgoed.bim.extract:answer_facts",
    "geometry": "vastgoed.bim.geometry_pass:answer_geometry",
    "materials": "vastgoed.bim.materials.run:answer_materials",
    "requirements": "vastgoed.bim.ids.run:answer_requirements",
}


def run_job(job: str, asked: dict[str, Any]) -> dict[str, Any]:
    """Do a job.

    Raises:
        Exception: Whatever a broken file provokes.
    """
    module, function = JOBS[job].split(":")
    answer: dict[str, Any] = getattr(import_module(module), function)(asked)
    return answer

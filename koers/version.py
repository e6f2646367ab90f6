"""The version of Koers, from its installation or, in a checkout that was not installed, from pyproject.toml."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version
from pathlib import Path


def koers_version() -> str:
    """The version in words.

    >>> koers_version().count(".")
    2
    """
    try:
        return version("koers")
    except PackageNotFoundError:
        import tomllib

        project = Path(__file__).resolve().parent.parent / "pyproject.toml"
        return str(tomllib.loads(project.read_text(encoding="utf-8"))["project"]["version"])

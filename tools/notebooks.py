"""Strips outputs, counters and execution metadata from notebooks, so that a commit holds only what was written.

Usage: python tools/notebooks.py [--check] [NOTEBOOK...]   (default: all of notebooks/)
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def strip(text: str) -> str:
    """The notebook without anything that running it adds."""
    notebook = json.loads(text)
    for cell in notebook["cells"]:
        cell["metadata"] = {}
        if cell["cell_type"] == "code":
            cell["outputs"] = []
            cell["execution_count"] = None
    kernel = notebook["metadata"].get("kernelspec")
    notebook["metadata"] = {"kernelspec": kernel} if kernel else {}
    return json.dumps(notebook, indent=1, ensure_ascii=False) + "\n"


def main(arguments: list[str]) -> int:
    """Strip, or with `--check` only say which notebooks hold outputs."""
    check = "--check" in arguments
    paths = [Path(name) for name in arguments if not name.startswith("-")] or sorted(ROOT.glob("notebooks/*.ipynb"))
    unclean = []
    for path in paths:
        before = path.read_text(encoding="utf-8")
        after = strip(before)
        if before != after:
            unclean.append(path)
            if not check:
                path.write_text(after, encoding="utf-8")
    for path in unclean:
        print(f"{path}: {'holds outputs' if check else 'stripped'}")
    return 1 if unclean and check else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

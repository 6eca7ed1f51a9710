"""Compile all packaged templates and keep them: `python -m ksnet.rendering.compile_all`, once after installing.

For folders that nobody may write to later; otherwise each template is kept when it is first used.
"""

from __future__ import annotations

import sys

from ksnet.rendering.figures import figure_environment
from ksnet.rendering.folders import packaged_templates
from ksnet.rendering.formats.page import PageWriter
from ksnet.rendering.saying import Sayer


def main() -> None:
    """Read every template in each environment that uses it."""
    sys.dont_write_bytecode = False  # who calls this wants it, as with `compileall`
    uses = {"text/": [Sayer().environment], "design/": [PageWriter(None).environment]}
    uses["design/figures/"] = [*uses["design/"], figure_environment(None)]
    folder = packaged_templates()
    for path in sorted(folder.rglob("*.j2")):
        name = path.relative_to(folder).as_posix()
        for environment in uses[max((one for one in uses if name.startswith(one)), key=len)]:
            environment.get_template(name)


if __name__ == "__main__":
    main()

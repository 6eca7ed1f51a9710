"""Compiles and keeps all packaged templates and expressions; to be run once after installing.

`python -m ksnet.rendering.compile_all` is meant for folders that nobody may write to later;
elsewhere each is kept when it is first used.
"""

from __future__ import annotations

import sys
from contextlib import suppress
from importlib import import_module
from pkgutil import walk_packages

import ksnet
from ksnet.basics import expressions
from ksnet.rendering.figures import figure_environment
from ksnet.rendering.folders import packaged_templates
from ksnet.rendering.formats.page import PageWriter
from ksnet.rendering.saying import Sayer


def main() -> None:
    """Compile every template in each environment that uses it, and import every module."""
    sys.dont_write_bytecode = False  # who calls this wants it, as with `compileall`
    uses = {"text/": [Sayer().environment], "design/": [PageWriter(None).environment]}
    uses["design/figures/"] = [*uses["design/"], figure_environment(None)]
    folder = packaged_templates()
    for path in sorted(folder.rglob("*.j2")):
        name = path.relative_to(folder).as_posix()
        for environment in uses[max((one for one in uses if name.startswith(one)), key=len)]:
            environment.get_template(name)
    for module in walk_packages(ksnet.__path__, "ksnet."):
        with suppress(ImportError):  # an extra that is not installed
            if not module.name.endswith("__main__"):
                import_module(module.name)
    expressions.compile_all()
    expressions.keep()


if __name__ == "__main__":
    main()

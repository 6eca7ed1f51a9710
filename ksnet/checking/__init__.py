"""From files to findings: runs the rules (`survey`), makes findings (`checker`), mends them.

`showing` gives faults their position, `fixing` applies remedies, `suppression` takes out what a
comment gives a reason for, `veiling` what no output may repeat. Nothing here prints; all that is
written are results kept for the next check (`memory`).
"""

from ksnet.checking.checked import Checked
from ksnet.checking.checker import check, veil
from ksnet.checking.results import FilePlace, Finding, Remedy, Selection, TextEdit
from ksnet.checking.veiling import Veil

__all__ = [
    "Checked",
    "FilePlace",
    "Finding",
    "Remedy",
    "Selection",
    "TextEdit",
    "Veil",
    "check",
    "veil",
]

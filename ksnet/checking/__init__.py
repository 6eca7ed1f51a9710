"""From files to findings: run the rules (`survey`), show what they found (`checker`, `showing`), mend it (`fixing`).

`suppression` takes out what a comment gives a reason for, `veiling` what no output may repeat. Nothing here prints or writes.
"""

from ksnet.checking.checker import check, veil
from ksnet.checking.results import Finding, Location, Remedy, Result, Selection, TextEdit
from ksnet.checking.veiling import Veil

__all__ = ["Finding", "Location", "Remedy", "Result", "Selection", "TextEdit", "Veil", "check", "veil"]

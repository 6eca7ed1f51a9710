"""CODEOWNERS for GitLab and GitHub: who must review which files.

Both let the last matching line of a file decide, and both read the file from the top, `.gitlab` or
`.github` folder or `docs` (https://docs.gitlab.com/user/project/codeowners/,
https://docs.github.com/articles/about-code-owners).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ksnet.basics.errors import OutputProblem, UsageProblem
from ksnet.editing.checks import account
from ksnet.records.settings import Settings
from ksnet.repository import CODEOWNERS

AUTOMATION = (".gitlab-ci.yml", ".github/", "ci/")  # runs with permissions when a change is merged
_HEAD = """\
# Wer welche Unterlagen prüft. Erzeugt aus „reviewers“ in network.yaml; nicht von Hand ändern,
# sondern neu erzeugen: ksnet codeowners -o CODEOWNERS
"""


def codeowners(reviewers: Mapping[str, Iterable[str]], settings: Settings, prefix: str = "") -> str:
    """Return the file for the reviewers of each network.

    `prefix` is the path from the top of the repository to the records. Files that no later line
    names belong to all reviewers (first line), above all what affects every network: settings,
    templates, automation, this file. Raises OutputProblem for a reviewer that is no account, group
    or mail address.
    """
    checked = {network: _accounts(network, names) for network, names in sorted(reviewers.items())}
    everybody = sorted({name for names in checked.values() for name in names})
    lines: list[tuple[str, list[str]]] = []
    if everybody:
        shared = ["ksnet.yaml", f"{settings.templates}/", *AUTOMATION]
        lines.append((f"/{prefix}" if prefix else "*", everybody))
        lines += [(f"/{prefix}{path}", everybody) for path in shared] + [
            (f"/{place}", everybody) for place in CODEOWNERS
        ]
    for network, names in checked.items():
        if names:
            lines += [
                (f"/{prefix}{settings.data}/{folder}/{network}/", names)
                for folder in ("networks", "events")
            ]
    width = max((len(path) for path, _ in lines), default=0)
    return _HEAD + "".join(f"{path:<{width}} {' '.join(names)}\n" for path, names in lines)


def _accounts(network: str, names: Iterable[str]) -> list[str]:
    found = list(dict.fromkeys(names))
    for name in found:
        try:
            account(name)
        except UsageProblem as problem:
            raise OutputProblem(
                f"In „{network}“, network.yaml, „reviewers“: {problem}"
            ) from problem
    return found

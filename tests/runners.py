"""CI of a data repository on this machine: GitLab's files run by gitlab-ci-local, GitHub's by act.

What is the same as on the servers: which jobs run and in what order, their commands, variables,
artifacts, and that a job that fails stops those that need it. What is not: no images are started;
all jobs share one Python environment, which is the machine (so Python is that of the tests), and
GitHub's own actions, which cannot be fetched here, are stand-ins: checkout fetches with Git,
upload-artifact copies, setup-python does nothing.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

import yaml

from tests import programs

REMOTE = "gitlab.example.org/amt/kinderschutz.git"
TOKEN = "only-for-the-comment"  # noqa: S105  (opens nothing)
SECONDS = 600
_STAND_INS = {
    "actions/checkout": (
        '[ "$PWD" = "$GITHUB_WORKSPACE" ] && git init -q . && git fetch -q "$KSNET_SOURCE" "+refs/*:refs/remotes/origin/*"'
        ' && git checkout -q --detach "${{ inputs.ref || github.sha }}"'
    ),
    "actions/setup-python": "python --version",
    "actions/upload-artifact": 'mkdir -p "$KSNET_ARTIFACTS/${{ inputs.name }}" && cp -R ${{ inputs.path }} "$KSNET_ARTIFACTS/${{ inputs.name }}/"',
}


class Pipeline(NamedTuple):
    """How a pipeline ended: each job that ran with whether it passed, and all that was said."""

    jobs: dict[str, bool]
    output: str


class Machine:
    """A fresh Python environment, first on the PATH of every job."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        subprocess.run(
            [sys.executable, "-m", "venv", folder / "python"], check=True, timeout=SECONDS
        )
        self._actions()

    def gitlab(self, project: Path, source: str, **variables: str) -> Pipeline:
        """Run the pipeline that GitLab starts for an event,
        with the token stored as README.md of a new repository says.
        """
        home = self.folder / "home/.gitlab-ci-local"
        home.mkdir(parents=True, exist_ok=True)
        stored = {"KSNET_COMMENT_TOKEN": {"type": "variable", "values": {"ksnet-comment": TOKEN}}}
        (home / "variables.yml").write_text(
            yaml.safe_dump({"project": {REMOTE: stored}}), encoding="utf-8"
        )
        command = [
            str(programs.npm_module(".bin") / "gitlab-ci-local"),
            "--force-shell-executor",
            "--shell-isolation",
        ]
        command += [
            "--no-color",
            "--home",
            str(home.parent),
            "--concurrency",
            "1",
        ]  # jobs share one Python
        for name, value in {"CI_PIPELINE_SOURCE": source, **variables}.items():
            command += ["--variable", f"{name}={value}"]
        done = self._run(command, project)
        found = re.findall(r"^ (PASS|FAIL) +(\S+)", done.stdout + done.stderr, re.MULTILINE)
        return Pipeline({job: result == "PASS" for result, job in found}, done.stdout + done.stderr)

    def github(
        self, project: Path, event: str, payload: Mapping[str, object], artifacts: Path
    ) -> Pipeline:
        """Run the workflows that GitHub starts for an event.

        What they upload comes to `artifacts`.
        """
        file = self.folder / "event.json"
        file.write_text(json.dumps(payload), encoding="utf-8")
        command = [
            programs.program("act", programs.PROGRAMS),
            event,
            "--eventpath",
            str(file),
            "--json",
            "--concurrent-jobs",
            "1",
        ]
        command += [
            "--workflows",
            ".github/workflows/ksnet.yml",
            "--platform",
            "ubuntu-24.04=-self-hosted",
        ]
        command += ["--env", f"KSNET_SOURCE={project}", "--env", f"KSNET_ARTIFACTS={artifacts}"]
        for used in sorted(
            set(
                re.findall(
                    r"uses: (\S+)", (project / ".github/workflows/ksnet.yml").read_text("utf-8")
                )
            )
        ):
            command += [
                "--local-repository",
                f"{used}={self.folder / 'actions' / used.partition('@')[0]}",
            ]
        done = self._run(command, project)
        lines = [
            json.loads(line)
            for line in (done.stdout + done.stderr).splitlines()
            if line.startswith("{")
        ]
        jobs = {
            line["jobID"]: line["jobResult"] == "success" for line in lines if "jobResult" in line
        }
        return Pipeline(
            jobs,
            "".join(str(line.get("msg", "")) + "\n" for line in lines) or done.stdout + done.stderr,
        )

    def _run(self, command: list[str], project: Path) -> subprocess.CompletedProcess[str]:
        environment = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith(("GITHUB_", "CI", "VIRTUAL_ENV"))
        }
        environment |= {
            "PATH": f"{self.folder / 'python/bin'}:{os.environ['PATH']}",
            "PIP_REQUIRE_VIRTUALENV": "1",  # a job that finds another Python than this one must not install into it
            "XDG_CACHE_HOME": str(self.folder / "cache"),
        }
        return subprocess.run(
            command, cwd=project, env=environment, capture_output=True, text=True, encoding="utf-8", check=False,
            timeout=SECONDS, stdin=subprocess.DEVNULL,
        )  # fmt: skip

    def _actions(self) -> None:
        inputs = {name: {"required": False} for name in ("ref", "name", "path")}
        for action, script in _STAND_INS.items():
            folder = self.folder / "actions" / action
            folder.mkdir(parents=True)
            steps = [{"run": script, "shell": "bash"}]
            content = {
                "name": action,
                "inputs": inputs,
                "runs": {"using": "composite", "steps": steps},
            }
            (folder / "action.yml").write_text(yaml.safe_dump(content), encoding="utf-8")

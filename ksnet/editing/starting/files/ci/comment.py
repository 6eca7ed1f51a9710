"""Post the summary of a change (diff.md) as a comment on its merge request or pull request.

This is the only program that holds a token, so it stays small, needs only Python's standard
library, and runs only from the default branch. The text comes from the change and may be hostile:
its size is limited, nothing in it can become a mention, a command, an image, a link or HTML, and
the server tells which request it belongs to.

Usage: python -I ci/comment.py gitlab|github
"""

import io
import json
import os
import re
import sys
import urllib.error
import urllib.parse
import urllib.request
import zipfile
import zlib
from collections.abc import Callable, Mapping
from typing import Any

MARK = "<!-- ksnet: change summary -->"  # identifies our own comment
MOST_ARCHIVE_BYTES = 2_000_000
MOST_BYTES = 1_000_000
MOST_CHARACTERS = 65_000  # of the finished comment: GitHub takes 65,536
FILE, JOB, ARTIFACT = "diff.md", "change-summary", "change-summary"
SHORTENED = "\n\n… gekürzt; alles steht in diff.md beim Lauf."
# In the notation of `ksnet diff`.
PLACE = re.compile(r"\(((?:[a-z0-9-]+/)*[a-z0-9-]+\.yaml):([0-9]{1,6})\)")
INVISIBLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]"
)


def harmless(text: str) -> str:
    """Return the text without anything a forge would act upon; what ksnet writes looks the same."""
    text = INVISIBLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    # Addresses, which forges turn into links.
    text = re.sub(r"(?i)(:(?=//)|\bwww(?=\.))", "\\1\u200b", text)
    text = re.sub(r"(?<!\w)@(?=\w)", "@\u200b", text)  # mentions
    # References to issues, labels, …; entities.
    text = re.sub(r"([#!~%$^&])(?=[\w\"'{])", "\\1\u200b", text)
    text = re.sub(r"\\?([&<\[\]])", lambda sign: f"&#{ord(sign[1])};", text)  # HTML, links, images
    # GitLab's quick actions: /approve, /merge …
    text = re.sub(r"(?m)^([ \t>*+-]*)/", r"\1&#47;", text)
    return text.replace("`", "'").replace("~~~", "~ ~ ~")  # no code block may hide the end


def linked(text: str, blobs: str) -> str:
    """Return the text with places such as `(data/x.yaml:3)` as links below an address."""
    if not re.fullmatch(r"https?://[\w./:~%-]+", blobs):
        return text
    return PLACE.sub(lambda at: f"([{at[1]}:{at[2]}]({blobs}/{at[1]}#L{at[2]}))", text)


def body(content: bytes, blobs: str = "") -> str:
    """Return the comment for the bytes of the file; `blobs` is the address for links to places."""
    text = linked(harmless(content.decode("utf-8", "replace")).strip(), blobs)
    if len(text) > MOST_CHARACTERS:  # measured as sent: escapes and links make it longer
        text = text[:MOST_CHARACTERS].rpartition("\n")[0] + SHORTENED
    return f"{MARK}\n{text}\n"


class KeepToken(urllib.request.HTTPRedirectHandler):
    """Follows redirections, but never takes the token to another server."""

    def redirect_request(self, req: Any, *rest: Any) -> Any:
        """Return the request for the new address."""
        new = super().redirect_request(req, *rest)
        old, other = urllib.parse.urlsplit(req.full_url), urllib.parse.urlsplit(rest[-1])
        if new is not None and (old.scheme, old.netloc) != (other.scheme, other.netloc):
            for name in ("Authorization", "Private-token"):
                new.remove_header(name)
        return new


class Forge:
    """The HTTP interface of a server, with the token in a header."""

    def __init__(self, base: str, header: dict[str, str]) -> None:
        self.base, self.header = base, header
        self.opener = urllib.request.build_opener(KeepToken)

    def load(self, path: str, most: int = 5_000_000, *, cut: bool = False) -> bytes | None:
        """Return the bytes at a path; None for nothing, or for too much unless it may be `cut`."""
        request = urllib.request.Request(f"{self.base}{path}", headers=self.header)
        try:
            with self.opener.open(request, timeout=30) as answer:
                content: bytes = answer.read(most + 1)
        except urllib.error.HTTPError as error:
            if error.code in (403, 404, 410):  # a fork may be closed to us
                return None
            raise
        return content[:most] if cut or len(content) <= most else None

    def get(self, path: str) -> Any:
        """Return the JSON at a path."""
        return json.loads(self.load(path) or b"null")

    def send(self, method: str, path: str, data: dict[str, str]) -> None:
        """Send JSON."""
        headers = {**self.header, "Content-Type": "application/json"}
        request = urllib.request.Request(
            f"{self.base}{path}", data=json.dumps(data).encode(), headers=headers, method=method
        )
        self.opener.open(request, timeout=30).close()

    def put_comment(
        self, comments: str, text: str, one: str, is_ours: Callable[[Any], bool]
    ) -> None:
        """Update our own comment, or write the first one.

        `one` is the method and path of a comment without its number.
        """
        own = next(
            (
                c
                for c in self.get(comments) or []
                if is_ours(c) and (c.get("body") or "").startswith(MARK)
            ),
            None,
        )
        if own is None:
            self.send("POST", comments.partition("?")[0], {"body": text})
        elif own["body"].strip() != text.strip():
            method, _, path = one.partition(" ")
            self.send(method, f"{path}/{int(own['id'])}", {"body": text})


def gitlab(env: Mapping[str, str]) -> None:
    """Comment on every open merge request whose newest pipeline belongs to its newest commit."""
    forge = Forge(env["CI_API_V4_URL"], {"PRIVATE-TOKEN": env["KSNET_COMMENT_TOKEN"]})
    project = f"/projects/{int(env['CI_PROJECT_ID'])}"
    me = forge.get("/user")["id"]
    requests = forge.get(f"{project}/merge_requests?state=opened&order_by=updated_at&per_page=50")
    for number, sha in ((int(request["iid"]), request["sha"]) for request in requests):
        here = f"{project}/merge_requests/{number}"
        pipelines = forge.get(f"{here}/pipelines?per_page=20") or []
        pipeline = next(
            (p for p in pipelines if p["sha"] == sha and p["source"] == "merge_request_event"), None
        )
        if pipeline is None:
            continue
        # For a change from a fork, this is the fork.
        home = f"/projects/{int(pipeline['project_id'])}"
        jobs = (
            forge.get(f"{home}/pipelines/{int(pipeline['id'])}/jobs?scope[]=success&per_page=100")
            or []
        )
        job = next((j for j in jobs if j["name"] == JOB), None)
        content = (
            forge.load(f"{home}/jobs/{int(job['id'])}/artifacts/{FILE}", MOST_BYTES, cut=True)
            if job
            else None
        )
        if content is not None:
            forge.put_comment(
                f"{here}/notes?per_page=100&sort=asc&order_by=created_at",
                body(content, f"{env.get('CI_PROJECT_URL', '')}/-/blob/{sha}"),
                f"PUT {here}/notes",
                lambda note: bool(note["author"]["id"] == me),
            )


def github(env: Mapping[str, str]) -> None:
    """Comment on the pull request whose newest commit the run belongs to."""
    headers = {
        "Authorization": f"Bearer {env['GITHUB_TOKEN']}",
        "Accept": "application/vnd.github+json",
    }
    forge = Forge(env.get("GITHUB_API_URL", "https://api.github.com"), headers)
    repository = f"/repos/{urllib.parse.quote(env['GITHUB_REPOSITORY'])}"
    head = urllib.parse.quote(f"{env['HEAD_OWNER']}:{env['HEAD_BRANCH']}", safe="")
    found = forge.get(f"{repository}/pulls?state=open&per_page=100&head={head}") or []
    numbers = [int(pull["number"]) for pull in found if pull["head"]["sha"] == env["HEAD_SHA"]]
    run = f"{repository}/actions/runs/{int(env['RUN_ID'])}"
    artifacts = (forge.get(f"{run}/artifacts?per_page=100") or {}).get("artifacts", [])
    artifact = next((a for a in artifacts if a["name"] == ARTIFACT and not a["expired"]), None)
    if len(numbers) != 1 or artifact is None or artifact["size_in_bytes"] > MOST_ARCHIVE_BYTES:
        return
    archive = forge.load(
        f"{repository}/actions/artifacts/{int(artifact['id'])}/zip", MOST_ARCHIVE_BYTES
    )
    content = only_file(archive) if archive is not None else None
    if content is not None:
        forge.put_comment(
            f"{repository}/issues/{numbers[0]}/comments?per_page=100",
            body(
                content,
                f"{env.get('GITHUB_SERVER_URL', '')}/{env['GITHUB_REPOSITORY']}/blob/{env['HEAD_SHA']}",
            ),
            f"PATCH {repository}/issues/comments",
            lambda comment: bool(comment["user"]["login"] == "github-actions[bot]"),
        )


def only_file(archive: bytes) -> bytes | None:
    """Return the beginning of our file from a ZIP archive, without unpacking to disk, or None."""
    try:
        with zipfile.ZipFile(io.BytesIO(archive)) as packed, packed.open(FILE) as file:
            return file.read(MOST_BYTES)
    except (
        zipfile.BadZipFile,
        KeyError,
        RuntimeError,
        NotImplementedError,  # by zipfile, for a way of packing that it does not know
        ValueError,
        OSError,
        EOFError,
        zlib.error,
    ):
        return None


if __name__ == "__main__":
    {"gitlab": gitlab, "github": github}[sys.argv[1]](os.environ)

"""Plain texts as runs: web and mail addresses become links, telephone numbers are kept whole."""

from __future__ import annotations

from functools import lru_cache

from ksnet.basics.expressions import expression
from ksnet.rendering.blocks import Run, Runs
from ksnet.rendering.marks import clean

_FOUND = expression(
    r"(?P<web>https?://[^\s<>\"]+)"
    r"|(?P<mail>[^\s@<>,;:()„“]+@[^\s@<>,;:()„“]+\.[A-Za-z]{2,})"
    # A telephone number: six digits or more, with what people write between them.
    r"|(?P<number>(?<![\w.,/-])(?:\+|\(0|0)\d(?:[ ()/–-]{0,3}\d){4,}(?![\w]))"
)
_BEHIND = ".,;:!?)“"  # belongs to the sentence, not to the address
_OWN_URL = expression(
    r"(?:\.\./)*(?:[a-z0-9-]+/)*[a-z0-9-]+\.(?:html|ics)(?:#[a-z0-9-]+)?"  # a page or calendar nearby
    r"|#[a-z0-9-]+"
    r"|tel:\+?[0-9]{2,15}"
    r"|mailto:[^@\s<>,;\"'`\\|?&]+@[^@\s<>,;\"'`\\|?&]+"
    r"|webcals?://[^\s<>\"'`\\|]+"
)


def safe_url(url: str) -> str:
    """Return a web address for use in a link, or an empty text where it is none."""
    address = "".join(clean(url).split())
    harmless = not set(address) & set("<>\"'`\\|")
    return address if address.startswith(("https://", "http://")) and harmless else ""


def link_url(url: str) -> str:
    """Return an address that a template links to, or an empty text where that is not allowed.

    Unlike `safe_url` it allows pages nearby, mailboxes, telephone numbers and calendars.
    """
    return safe_url(url) or (url if _OWN_URL.fullmatch(url) else "")


@lru_cache(4096)
def runs_of(text: str) -> Runs:
    """Return a plain text as runs."""
    return spans(Run(clean(text)))


def spans(run: Run) -> Runs:
    """Return one run with the addresses in it as links; in code nothing changes, nor in a link.

    A link that shows the number or mail address to which it leads stays whole as one without it.
    """
    number = run.url.startswith("tel:") and not any(map(str.isalpha, run.text))
    if number or (run.url and run.url == f"mailto:{run.text}"):
        return (run._replace(whole=True),)
    if (
        run.url
        or run.code
        or not ("@" in run.text or "://" in run.text or any(map(str.isdigit, run.text)))
    ):
        return (run,) if run.text else ()
    result: list[Run] = []
    done = 0
    for found in _FOUND.finditer(run.text):
        address = found[0].rstrip(_BEHIND)
        end = found.start() + len(address)
        url = {"web": address, "mail": f"mailto:{address}"}.get(found.lastgroup or "", "")
        if found.start() > done:
            result.append(run._replace(text=run.text[done : found.start()]))
        result.append(run._replace(text=address, url=link_url(url), whole=found.lastgroup != "web"))
        done = end
    if done < len(run.text):
        result.append(run._replace(text=run.text[done:]))
    return tuple(result)

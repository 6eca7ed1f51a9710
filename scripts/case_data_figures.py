"""Print how well the search for case data does on its corpus, for `docs/datenschutz.md`.

Batches 1 and 2 shaped the expressions; batch 3 was written afterwards, without changing them. Batch
4 holds misjudgements found by a review, batch 5 internet and mail addresses, batch 6 sentences on
violence against one child, which shaped its expressions; batches 9, 10, 12 to 14 shaped it as
well, and batch 11 holds lines of minutes in which colleagues have given names only.
"""

from __future__ import annotations

import csv
from pathlib import Path

from ksnet.protection import addresses, case_data

CORPUS = Path(__file__).parent.parent / "tests" / "data" / "case_data_corpus.csv"


def _found(text: str) -> bool:
    return any(case_data.hits(text)) or any(addresses.hits(text))


def main() -> None:
    """Print a Markdown table, and below it every misjudged sentence."""
    with CORPUS.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter=";"))
    judged = [
        (row["batch"], row["case_data"] == "ja", _found(row["text"]), row["text"]) for row in rows
    ]
    print("| Teil | mit Falldaten | davon gefunden | harmlos | davon beanstandet |")
    print("|---|---|---|---|---|")
    for batch in (*sorted({row["batch"] for row in rows}, key=int), "alle"):
        own = [(wanted, hit) for name, wanted, hit, _ in judged if batch in (name, "alle")]
        wanted = sum(want for want, _ in own)
        found = sum(want and hit for want, hit in own)
        false = sum(hit and not want for want, hit in own)
        share = f" ({found / wanted:.0%})" if wanted else ""
        print(f"| {batch} | {wanted} | {found}{share} | {len(own) - wanted} | {false} |")
    for batch, want, hit, text in judged:
        if want != hit:
            print(
                f"- Teil {batch}, {'nicht gefunden' if want else 'zu Unrecht beanstandet'}: {text}"
            )


if __name__ == "__main__":
    main()

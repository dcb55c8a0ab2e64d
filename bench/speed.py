"""Speed as ratios in one run: against the bare interpreter, a plain dict refold, and size.

``python bench/speed.py`` prints one line a measure. Figures are medians; seconds are not kept. The
first lines are of the installation at hand: an installed package reads kept answers, a checkout
replays (docs/decisions/0009).
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

import reetimeline as ree
from reetimeline.edtf import iso
from reetimeline.library import answered, keep_answers, open_record
from reetimeline.record.answers import AnswerFile, packaged_answers

RUNS = 7
DAY = "2025-11-20"


def timed(work: Any, runs: int = RUNS) -> float:
    found = []
    for _ in range(runs):
        begin = perf_counter()
        work()
        found.append(perf_counter() - begin)
    return median(found)


def process(*words: str) -> float:
    return timed(lambda: subprocess.run([sys.executable, *words], check=True, capture_output=True))


def wires(count: int) -> list[dict[str, Any]]:
    """Return events that each impose, suspend or end one of ``count // 10`` measures."""
    found = []
    for number in range(count):
        thing, step = divmod(number, 10)
        day = iso(730_000 + step * 300 + thing % 200)
        verb = ("impose", "suspend", "resume")[step % 3] if step else "impose"
        change: dict[str, Any] = {"do": verb, "measure": f"m-{thing}"}
        if verb == "impose":
            change |= {"title": "A measure", "instrument": "export-licence"}
        found.append(
            {
                "id": f"{day}-cn-e{number}",
                "title": "An event",
                "kind": "export-control",
                "actors": ["CN"],
                "announced": day,
                "citation": [{"source": "bench/bench"}],
                "change": [change],
            }
        )
    return found


def refold(events: list[dict[str, Any]], day: str) -> dict[str, str]:
    """Return the plain refold that a replay competes with: one dict, one pass, no doubt."""
    state: dict[str, str] = {}
    for event in sorted(events, key=lambda one: one["announced"]):
        if event["announced"] <= day:
            for change in event["change"]:
                state[change["measure"]] = change["do"]
    return state


def kept_against_replayed() -> None:
    """Print what a whole state of the curated record costs either way, once all is loaded."""
    store = open_record()
    whole = ree.History(store.read(), sources=store.sources())
    with TemporaryDirectory() as folder:
        path = Path(folder) / "answers.sqlite"
        keep_answers(whole, path)
        kept = answered(AnswerFile(path), open_record)
        for day in ("2015-06-01", DAY):
            replayed = timed(lambda d=day: whole.at(d).to_dict())
            read = timed(lambda d=day: kept.at(d).to_dict())
            print(f"state of {day} replayed {replayed / read:6.1f} x the same read from answers")


def main() -> None:
    how = "replays" if packaged_answers() is None else "reads kept answers"
    print(f"this installation {how}")
    bare = process("-c", "pass")
    click = process("-c", "import click")
    print(f"import click             {click / bare:6.1f} x the bare interpreter")
    for words in (["state", DAY, "--instrument", "export-ban"], ["state", DAY]):
        ratio = process("-m", "reetimeline", *words) / bare
        print(f"{' '.join(words):<24} {ratio:6.1f} x the bare interpreter")
    kept_against_replayed()
    small, large = wires(1_000), wires(20_000)
    histories = [ree.replayed(events) for events in (small, large)]
    name = "m-42"
    for history, events in zip(histories, (small, large), strict=True):
        snapshot = history.at("2010-01-01")
        first = timed(lambda h=history: h.at("2010-01-01").measures, 1)
        again = timed(lambda h=history: h.at("2010-06-01").measures)
        plain = timed(lambda e=events: refold(e, "2010-06-01"))
        one = timed(lambda h=history: h.at("2010-06-02").measure_row(name), 200)
        print(
            f"{len(events):>6} events: a whole state {again / plain:6.1f} x a plain dict refold "
            f"(the first time {first / plain:.1f} x), one thing 1/{again / one:,.0f} of a state"
        )
        assert snapshot.size == len(events)


if __name__ == "__main__":
    main()

"""Whole reviews: every finding at once, each with file and line."""

from pathlib import Path

import pytest
from hypothesis import given
from strategies import event_sets
from traps import Wire, change, event, first
from wires import directory_store, event_folder, source, sqlite_store

import reetimeline as ree
from reetimeline.review import RULES
from reetimeline.review.reviewing import reviewed
from reetimeline.review.sourcing import sourcing
from review.reviewed_wires import found

WRONG = [
    event("2025-01-01", first(goods=["Ga"])),
    event("2025-02-01", change("suspend", goods=["Dy"]), change("end", "cn-nothing")),
    event("2025-03-01", first(measure="cn-b", until="2025-02-01"), citation=[]),
]


@pytest.fixture(autouse=True)
def in_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Work in the temporary folder, as places are told as the store was named."""
    monkeypatch.chdir(tmp_path)


def test_all_at_once_with_file_and_line(tmp_path: Path) -> None:
    """Faults of several files stand together, each at the line of its field."""
    directory_store(tmp_path, WRONG)
    findings = reviewed(ree.open_store("events")).findings
    assert sorted(f.rule for f in findings) == [
        "touches-no-cell",
        "uncited",
        "unknown-measure",
        "until-before-effective",
    ]
    assert findings == tuple(sorted(findings))
    for finding in findings:
        file, line = finding.place.rsplit(":", 1)
        text = Path(file).read_text(encoding="utf-8").splitlines()[int(line) - 1]
        expected = {
            "touches-no-cell": "[[change]]",
            "unknown-measure": "[[change]]",
            "uncited": "id = ",
            "until-before-effective": "until = ",
        }[finding.rule]
        assert text.startswith(expected), (finding, text)


def test_files_not_yet_recorded_are_reviewed_too(tmp_path: Path) -> None:
    """A pending file is listed, and what is wrong with it found before it is recorded."""
    event_folder(tmp_path, WRONG)
    review = reviewed(ree.open_store("events"))
    assert [record.place for record in review.pending] == [
        f"events/2025/2025-0{n}-01-cn-test-1.toml" for n in (1, 2, 3)
    ]
    assert len(review.findings) == 4


def test_a_sound_store_has_no_findings(tmp_path: Path) -> None:
    """The negative of all rules at once, in both kinds of store."""
    directory_store(tmp_path, WRONG[:1])
    for url in ("events", sqlite_store(tmp_path, WRONG[:1])):
        review = reviewed(ree.open_store(url))
        assert (review.findings, review.problems, review.pending) == ((), (), ())


def test_unreadable_files_are_problems(tmp_path: Path) -> None:
    """What cannot be read is told with its line and does not hide the rest."""
    root = event_folder(tmp_path, WRONG)
    (root / "2025" / "2025-04-01-cn-bad.toml").write_text('id = "2025-04-01-cn-bad"\ntitel = "x"\n')
    review = reviewed(ree.open_store("events"))
    assert any("titel" in str(problem) for problem in review.problems)
    assert any(p.place == "events/2025/2025-04-01-cn-bad.toml:2" for p in review.problems)
    assert len(review.findings) == 4


def test_an_edited_record_is_a_problem(tmp_path: Path) -> None:
    """Append-only is enforced: an edit of a recorded file is found."""
    root = directory_store(tmp_path, WRONG[:1])
    path = root / "2025" / "2025-01-01-cn-test-1.toml"
    path.write_text(path.read_text().replace("A test.", "Another test."))
    assert reviewed(ree.open_store("events")).problems
    with pytest.raises(ree.TamperError):
        ree.load("events")


def test_findings_are_sorted_and_told_once() -> None:
    """The same fault found twice is one finding."""
    findings = found([*WRONG, event("2025-02-01", change("end", "cn-nothing"), number=2)])
    assert findings == sorted(set(findings))


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_every_rule_says_what_it_finds(rule: object) -> None:
    """A rule without words would be a rule nobody can look up."""
    assert (rule.__doc__ or "").startswith("Yield ")


@given(event_sets(most=4))
def test_any_record_can_be_reviewed(events: list[Wire]) -> None:
    """However wild, a review ends, and names only events of the record."""
    ids = {wire["id"] for wire in events}
    for finding in found(events):
        assert finding.message
        assert finding.place.split(":")[0] in ids


def test_how_well_it_is_sourced() -> None:
    """Press only, single sources, gaps in numbers and what nobody looked at."""
    known = {
        name: source(name, kind=kind)
        for name, kind in (("a/official", "official"), ("b/press", "press"), ("c/press", "press"))
    }
    events = [
        event("2025-01-01", first(), citation=[{"source": "a/official"}]),
        event("2025-01-02", citation=[{"source": "b/press"}]),
        event("2025-01-03", citation=[{"source": "b/press"}, {"source": "a/official"}]),
    ]
    for number, wire in zip((55, 56, 58), events, strict=True):
        wire["document"] = f"Announcement No. {number} of 2025"
    from reetimeline.library import History
    from reetimeline.replay.history import as_records
    from reetimeline.review import Case

    report = sourcing(Case(History(as_records(events), sources=known)))
    assert (report.events, report.official) == (3, 2)
    assert report.press_only == report.single == ("2025-01-02-cn-test-1",)
    assert report.uncited == ("c/press is cited nowhere",)
    assert report.gaps == ("CN 2025: 57",)
    assert report.never_verified == ("cn-test",)

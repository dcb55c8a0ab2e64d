"""The lines of a LOG and its checkpoint."""

from __future__ import annotations

from hypothesis import given, strategies as st

from record.contract import sample
from reetimeline.record.kept import Record
from reetimeline.record.log import checkpoint_faults, checkpoint_of, line_of, lines_in
from reetimeline.record.merkle import leaf_hash

RECORDS = [Record.of(sample(name), number, "2025-05-01") for number, name in enumerate("abc", 1)]
LOG = "".join(map(line_of, RECORDS))


def test_lines_round_trip() -> None:
    """What a line says of a record is read back."""
    lines, problems = lines_in(LOG, "LOG")
    assert not problems
    assert [(line.position, line.recorded, line.key, line.leaf) for line in lines] == [
        (record.position, record.recorded, record.key, record.leaf) for record in RECORDS
    ]
    assert lines[1].place == "LOG:2"
    assert lines_in("", "LOG") == ([], [])


def test_days_of_a_log_do_not_go_back() -> None:
    """A line with an earlier day than the one before it is a fault."""
    _, problems = lines_in(LOG.replace("2 2025-05-01", "2 2025-04-30"), "LOG")
    assert [problem.place for problem in problems] == ["LOG:2"]


@given(st.text(max_size=60))
def test_no_text_breaks_the_reading(text: str) -> None:
    """Any text is lines and problems, never an exception."""
    lines, problems = lines_in(text, "LOG")
    assert problems or not text or lines
    assert checkpoint_faults(text, [], "CHECKPOINT") or text


def test_checkpoints() -> None:
    """A checkpoint vouches for its log and every longer one, signed or not."""
    leaves = [record.leaf for record in RECORDS]
    for size in range(4):
        text = checkpoint_of(leaves[:size])
        assert checkpoint_faults(text, leaves, "CHECKPOINT") == []
        signed = f"{text}\n\u2014 reetimeline abcd\n"
        assert checkpoint_faults(signed, leaves, "CHECKPOINT") == []
    assert checkpoint_faults(checkpoint_of(leaves), leaves[:2], "CHECKPOINT")
    other = [leaf_hash(b"other"), *leaves[1:]]
    assert checkpoint_faults(checkpoint_of(leaves[:1]), other, "CHECKPOINT")
    assert checkpoint_faults(checkpoint_of([]), other, "CHECKPOINT") == []

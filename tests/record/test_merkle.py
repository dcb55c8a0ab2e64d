"""The Merkle tree of RFC 6962, against the vectors of its reference code and a literal reading."""

from __future__ import annotations

from hashlib import sha256

import pytest
from hypothesis import given, strategies as st

from reetimeline.record.merkle import (
    EMPTY_ROOT,
    Tree,
    consistency_proof,
    consistent,
    included,
    inclusion_proof,
    leaf_hash,
    node_hash,
    root_of,
    tree_of,
)

# The inputs and roots that the reference implementation of RFC 6962 is tested with.
INPUTS = [
    bytes.fromhex(text)
    for text in (
        *("", "00", "10", "2021", "3031", "40414243", "5051525354555657"),
        "606162636465666768696a6b6c6d6e6f",
    )
]
ROOTS = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]
LEAVES = [leaf_hash(data) for data in INPUTS]

leaf_lists = st.lists(st.binary(max_size=4).map(leaf_hash), max_size=40)


def literal_root(leaves: list[bytes]) -> bytes:
    """Return the root as RFC 6962, 2.1 words it."""
    if not leaves:
        return sha256(b"").digest()
    if len(leaves) == 1:
        return leaves[0]
    split = 1
    while split * 2 < len(leaves):
        split *= 2
    return node_hash(literal_root(leaves[:split]), literal_root(leaves[split:]))


@pytest.mark.parametrize("size", range(1, 9))
def test_known_roots(size: int) -> None:
    """The roots are those of the reference."""
    assert root_of(LEAVES[:size]).hex() == ROOTS[size - 1]


def test_empty_root() -> None:
    """The root of nothing is the hash of nothing."""
    assert Tree().root() == EMPTY_ROOT == sha256(b"").digest()


@pytest.mark.parametrize(
    ("index", "size", "path"),
    [
        (0, 1, []),
        (
            *(0, 8),
            [
                "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
                "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
                "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
            ],
        ),
        (
            *(5, 8),
            [
                "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
                "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
                "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
            ],
        ),
        (2, 3, ["fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"]),
    ],
)
def test_known_audit_paths(index: int, size: int, path: list[str]) -> None:
    """The audit paths are those of the reference."""
    assert [step.hex() for step in inclusion_proof(LEAVES[:size], index)] == path


@given(leaf_lists)
def test_growing_is_reading_literally(leaves: list[bytes]) -> None:
    """A tree that grows leaf by leaf has the root the text defines."""
    assert root_of(leaves) == literal_root(leaves)


@given(leaf_lists, st.integers(0, 40))
def test_peaks_are_enough_to_go_on(leaves: list[bytes], cut: int) -> None:
    """A tree may be put away at any size and taken up again."""
    kept = tree_of(leaves[:cut])
    again = Tree(kept.size, kept.peaks)
    for leaf in leaves[cut:]:
        again.add(leaf)
    assert (again.size, again.root()) == (len(leaves), root_of(leaves))


@given(leaf_lists.filter(bool), st.data())
def test_inclusion(leaves: list[bytes], data: st.DataObject) -> None:
    """Every leaf proves itself where it stands, and nowhere else."""
    index = data.draw(st.integers(0, len(leaves) - 1))
    proof, root = inclusion_proof(leaves, index), root_of(leaves)
    assert included(leaves[index], index, len(leaves), proof, root)
    assert not included(leaf_hash(b"another"), index, len(leaves), proof, root)
    assert not included(leaves[index], index, len(leaves), (*proof, root), root)
    assert not included(leaves[index], len(leaves), len(leaves), proof, root)


@given(leaf_lists, st.data())
def test_consistency(leaves: list[bytes], data: st.DataObject) -> None:
    """Every prefix proves itself; a changed one does not."""
    old = data.draw(st.integers(0, len(leaves)))
    proof = consistency_proof(leaves, old)
    roots = root_of(leaves[:old]), root_of(leaves)
    assert consistent(old, roots[0], len(leaves), roots[1], proof)
    assert not consistent(old, leaf_hash(b"other"), len(leaves), roots[1], proof)
    if 0 < old < len(leaves):
        assert not consistent(old, roots[0], len(leaves), leaf_hash(b"other"), proof)
        assert not consistent(old, roots[0], len(leaves), roots[1], proof[:-1])


def test_no_such_leaf_or_prefix() -> None:
    """Proofs of what is not there are refused."""
    with pytest.raises(IndexError):
        inclusion_proof(LEAVES, 8)
    with pytest.raises(IndexError):
        consistency_proof(LEAVES, 9)
    assert not consistent(3, ROOTS[2].encode(), 2, ROOTS[1].encode(), ())
    assert not consistent(3, LEAVES[0], 5, LEAVES[1], ())

"""The tree of RFC 9162: any proof of any leaf holds, and no altered one does."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.proof.merkle import (
    EMPTY_ROOT,
    Frontier,
    consistency_proof,
    inclusion_proof,
    is_consistent,
    leaf_hash,
    root_from_inclusion,
    root_of,
)

LEAVES = [leaf_hash(bytes([n])) for n in range(40)]
KNOWN_HEX = (
    "",
    "00",
    "10",
    "2021",
    "3031",
    "40414243",
    "5051525354555657",
    "606162636465666768696a6b6c6d6e6f",
)
KNOWN = [bytes.fromhex(text) for text in KNOWN_HEX]
KNOWN_ROOTS = {
    1: "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    2: "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    3: "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    7: "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    8: "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
}
"""The test vectors of Certificate Transparency's own implementation."""


@pytest.mark.parametrize("size", KNOWN_ROOTS)
def test_roots_are_those_of_certificate_transparency(size: int) -> None:
    assert root_of([leaf_hash(e) for e in KNOWN[:size]]).hex() == KNOWN_ROOTS[size]
    assert hashlib.sha256().digest() == EMPTY_ROOT == root_of([])


@given(size=st.integers(1, 40), data=st.data())
def test_every_leaf_is_proved_and_nothing_else(size: int, data: st.DataObject) -> None:
    index = data.draw(st.integers(0, size - 1))
    leaves, root = LEAVES[:size], root_of(LEAVES[:size])
    proof = inclusion_proof(leaves, index)
    assert root_from_inclusion(leaves[index], index, size, proof) == root
    other = data.draw(st.integers(0, size + 3).filter(lambda n: n != index))
    assert root_from_inclusion(leaves[index], other, size, proof) != root
    assert root_from_inclusion(leaves[index], index, size, [*proof, root]) != root
    if proof:
        assert root_from_inclusion(leaves[index], index, size, proof[:-1]) != root


@given(sizes=st.tuples(st.integers(1, 40), st.integers(1, 40)).map(sorted), data=st.data())
def test_a_log_that_only_grew_is_proved_to_have_and_no_other(
    sizes: list[int], data: st.DataObject
) -> None:
    old, size = sizes
    proof = consistency_proof(LEAVES[:size], old)
    before, after = root_of(LEAVES[:old]), root_of(LEAVES[:size])
    assert is_consistent(old, before, size, after, proof)
    changed = [*LEAVES[:size]]
    changed[data.draw(st.integers(0, old - 1))] = leaf_hash(b"x")
    assert not is_consistent(old, before, size, root_of(changed), consistency_proof(changed, old))
    assert not is_consistent(old, before, size, after, [*proof, after])


@given(size=st.integers(0, 40), more=st.integers(0, 20))
def test_a_tree_goes_on_from_what_was_remembered_of_it(size: int, more: int) -> None:
    first = Frontier()
    for leaf in LEAVES[:size]:
        first.add(leaf)
    again = Frontier(first.size, first.peaks)
    for leaf in LEAVES[size : size + more]:
        again.add(leaf)
    assert again.root() == root_of(LEAVES[: size + more])

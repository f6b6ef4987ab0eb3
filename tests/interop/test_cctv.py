"""The vectors that all implementations of age share (C2SP CCTV): accept and refuse as they say.

They are not part of this project. `VP_CCTV` names the folder `age/testdata` of a checkout of
https://github.com/C2SP/CCTV; the differences below are those of its commit 1e3d286.
"""

import os
import zlib
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

import pytest

from vp.errors import NotReadable
from vp.store.age import Identity, unseal, unseal_with_passphrase

REFUSED = {
    "armor_hybrid": "no post-quantum identities",
    "hybrid": "no post-quantum identities",
    "hybrid_and_x25519": "no post-quantum identities",
    "hybrid_grease": "no post-quantum identities",
    "hybrid_multiple_recipients": "no post-quantum identities",
    "armor_whitespace_outside": "vp writes no armor but for the passphrase, and no blanks there",
}
"""What ought to open and does not, and why that is borne."""

ACCEPTED = {
    "stanza_missing_body": "rage's header parser is lenient; the header's code still holds",
    "stanza_missing_final_line": "the same",
}
"""What ought to be refused and is opened, and why that is borne."""


class Vector(NamedTuple):
    """One file: what is expected of it, what opens it, and the sealed bytes."""

    name: str
    expect: str
    payload: str
    identities: list[str]
    passphrase: str | None
    sealed: bytes

    def opened(self) -> str | None:
        """The digest of what vp finds in it, or None where vp refuses it."""
        try:
            if self.passphrase is not None:
                data = unseal_with_passphrase(self.sealed, self.passphrase, self.name)
            else:
                data = unseal(self.sealed, [Identity(one) for one in self.identities], self.name)
        except NotReadable:
            return None
        return sha256(data).hexdigest()


def read(path: Path) -> Vector:
    """The vector in the file."""
    head, sealed = path.read_bytes().split(b"\n\n", 1)
    lines = [line.split(": ", 1) for line in head.decode().splitlines()]
    fields = dict(lines)
    if fields.get("compressed") == "zlib":
        sealed = zlib.decompress(sealed)
    return Vector(
        path.name,
        fields["expect"],
        fields.get("payload", ""),
        [value for key, value in lines if key == "identity"],
        fields.get("passphrase"),
        sealed,
    )


@pytest.fixture(scope="module")
def vectors() -> list[Vector]:
    folder = os.environ.get("VP_CCTV")
    if not folder:
        pytest.skip("VP_CCTV does not name the folder with the CCTV age vectors")
    found = [read(path) for path in sorted(Path(folder).iterdir())]
    assert len(found) == 143
    return found


def different(vectors: list[Vector]) -> Iterator[tuple[str, str]]:
    """The vectors with which vp does not do as it should, and what it did."""
    for one in vectors:
        found = one.opened()
        if found is None and one.expect == "success":
            yield one.name, "refused"
        elif found is not None and one.expect != "success":
            yield one.name, "accepted"
        elif found is not None and found != one.payload:
            yield one.name, "other bytes"


def test_every_vector_is_accepted_or_refused_as_expected_but_for_these(
    vectors: list[Vector],
) -> None:
    expected = dict.fromkeys(REFUSED, "refused") | dict.fromkeys(ACCEPTED, "accepted")
    assert dict(different(vectors)) == expected


def test_the_vectors_try_both_ways_of_opening(vectors: list[Vector]) -> None:
    """So that the test above is not empty."""
    good = [one for one in vectors if one.expect == "success"]
    assert sum(one.passphrase is None for one in good) >= 15
    assert sum(one.passphrase is not None for one in good) >= 2
    assert sum(one.expect != "success" for one in vectors) >= 100

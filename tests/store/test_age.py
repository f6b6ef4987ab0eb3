import base64
import copy
import pickle
from typing import Any

import pyrage
import pytest

from tests.store.conftest import refused
from vp.errors import NotReadable, NotWritten, Usage
from vp.store.age import (
    WORK_FACTOR,
    Identity,
    identities,
    is_recipient,
    new_identity,
    seal,
    seal_with_passphrase,
    unseal,
    unseal_with_passphrase,
    work_factor,
)

WORDS = "zes losse woorden die niemand raadt"


def header(factor: int) -> bytes:
    """The beginning of a passphrase file with that work factor."""
    lines = ("age-encryption.org/v1", f"-> scrypt c2FsdHNhbHRzYWx0c2FsdA {factor}", "Ym9keQ", "")
    return "\n".join(lines).encode()


def armored(data: bytes) -> bytes:
    text = base64.encodebytes(data).decode()
    return f"-----BEGIN AGE ENCRYPTED FILE-----\n{text}-----END AGE ENCRYPTED FILE-----\n".encode()


@pytest.fixture(scope="module")
def behind_words() -> bytes:
    """Two lines behind a passphrase; made once, since it takes a second."""
    return seal_with_passphrase(b"one\ntwo\n", WORDS)


# Sealing for somebody


def test_what_is_sealed_opens_for_each_recipient_and_for_nobody_else() -> None:
    one, two, other = new_identity(), new_identity(), new_identity()
    sealed = seal(b"data", [one.recipient, two.recipient])
    assert unseal(sealed, [one], "k") == unseal(sealed, [other, two], "k") == b"data"
    with refused(NotReadable, "k cannot be opened", "another key"):
        unseal(sealed, [other], "k")


def test_what_is_sealed_is_an_ordinary_age_file_without_the_data_in_it() -> None:
    sealed = seal(b"stil verhaal", [new_identity().recipient])
    assert sealed.startswith(b"age-encryption.org/v1\n")
    assert b"verhaal" not in sealed


def test_a_changed_byte_anywhere_is_refused() -> None:
    identity = new_identity()
    sealed = seal(b"data", [identity.recipient])
    for place in range(len(sealed)):
        damaged = bytearray(sealed)
        damaged[place] ^= 1
        with refused(NotReadable):
            unseal(bytes(damaged), [identity], "k")


def test_a_cut_off_empty_or_foreign_file_is_refused() -> None:
    identity = new_identity()
    sealed = seal(b"data", [identity.recipient])
    for foreign in (sealed[:-1], sealed[:60], b"", b"\n", b"hello", header(18), sealed + b"x"):
        with refused(NotReadable):
            unseal(foreign, [identity], "k")


def test_only_a_native_recipient_is_sealed_to() -> None:
    public = new_identity().recipient
    assert is_recipient(public)
    for other in ("", "age1", public.upper()[:-1], "ssh-ed25519 AAAA", new_identity().secret()):
        assert not is_recipient(other)
        with refused(Usage, "not an age recipient"):
            seal(b"data", [public, other])


# Identities


def test_an_identity_shows_itself_nowhere() -> None:
    identity = new_identity()
    secret = identity.secret()
    told = [repr(identity), str(identity), f"{identity}", f"{identity!r}", "%s" % identity]  # noqa: UP031
    assert told == ["<Identity>"] * 5
    assert secret not in repr([identity, {"a": identity}])
    assert not hasattr(identity, "__dict__")


def test_an_identity_is_neither_pickled_nor_copied() -> None:
    identity = new_identity()
    for protocol in range(pickle.HIGHEST_PROTOCOL + 1):
        with pytest.raises(TypeError, match="never pickled"):
            pickle.dumps(identity, protocol)
    with pytest.raises(TypeError, match="never pickled"):
        copy.deepcopy(identity)


def test_a_secret_makes_the_identity_it_came_from() -> None:
    identity = new_identity()
    assert Identity(identity.secret()).recipient == identity.recipient
    assert new_identity().recipient != identity.recipient


def test_what_is_no_identity_is_not_repeated_in_the_error() -> None:
    wrong = new_identity().secret()[:-1] + "B"
    with pytest.raises(NotReadable) as caught:
        Identity(wrong)
    assert wrong not in f"{caught.value.sentence}{caught.value.hint}{caught.value.fields}"
    assert caught.value.__cause__ is None


def test_an_identity_file_has_comments_blanks_and_several_keys() -> None:
    one, two, old = (new_identity() for _ in range(3))
    text = (
        f"# public key: {one.recipient}\r\n\n  {one.secret()}  \r\n# {old.secret()}\n{two.secret()}"
    )
    assert [found.recipient for found in identities(text)] == [one.recipient, two.recipient]
    assert identities("") == identities("# nothing\n\nage1xyz\n") == []


# Passphrases


def test_a_passphrase_opens_what_it_sealed_with_a_work_factor_that_is_read_back(
    behind_words: bytes,
) -> None:
    assert behind_words.startswith(b"-----BEGIN AGE ENCRYPTED FILE-----\n")
    assert (work_factor(behind_words) or 0) >= WORK_FACTOR == 18
    assert unseal_with_passphrase(behind_words, WORDS, "identity.age") == b"one\ntwo\n"


def test_a_wrong_passphrase_is_said_to_be_one(behind_words: bytes) -> None:
    with refused(NotReadable, "not the right passphrase"):
        unseal_with_passphrase(behind_words, WORDS + "s", "identity.age")


def test_the_work_factor_is_read_from_plain_and_armored_headers() -> None:
    assert work_factor(header(18)) == 18
    assert work_factor(armored(header(20) + b"x" * 9000)) == 20
    nothing = seal(b"data", [new_identity().recipient])
    for other in (nothing, armored(nothing), b"", b"-----BEGIN AGE ENCRYPTED FILE-----\n%%%\n"):
        assert work_factor(other) is None


def test_a_damaged_passphrase_file_is_refused(behind_words: bytes) -> None:
    middle = len(behind_words) // 2
    for damaged in (
        behind_words[:middle],
        behind_words[:middle] + b"!" + behind_words[middle:],
        b"",
        seal(b"data", [new_identity().recipient]),
    ):
        with refused(NotReadable):
            unseal_with_passphrase(damaged, WORDS, "identity.age")


def test_too_heavy_a_work_factor_is_refused_before_it_is_tried(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def never(*_words: Any) -> bytes:
        raise AssertionError("it was tried")

    monkeypatch.setattr(pyrage.passphrase, "decrypt", never)
    for factor in (21, 23, 64, 999):
        with refused(NotReadable, "not a passphrase file of vp"):
            unseal_with_passphrase(header(factor), WORDS, "identity.age")


def test_a_busy_machine_that_seals_too_lightly_is_tried_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """pyrage calibrates by the clock, so a busy machine writes a weak file without a word."""
    factors = iter((13, 15, 18))
    monkeypatch.setattr(pyrage.passphrase, "encrypt", lambda *_a, **_k: header(next(factors)))
    assert work_factor(seal_with_passphrase(b"data", WORDS)) == 18
    assert next(factors, None) is None


def test_a_machine_that_stays_too_busy_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    tried: list[str] = []

    def encrypt(_data: bytes, words: str, **_how: bool) -> bytes:
        tried.append(words)
        return header(17)

    monkeypatch.setattr(pyrage.passphrase, "encrypt", encrypt)
    with refused(NotWritten, "too busy"):
        seal_with_passphrase(b"data", WORDS)
    assert len(tried) == 10


def test_a_machine_too_busy_to_open_does_not_blame_the_passphrase(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def decrypt(*_words: Any) -> bytes:
        raise pyrage.DecryptError("Excessive work parameter for passphrase.")

    monkeypatch.setattr(pyrage.passphrase, "decrypt", decrypt)
    with refused(NotReadable, "too busy to open identity.age", "may be right"):
        unseal_with_passphrase(header(18), WORDS, "identity.age")


def test_the_text_by_which_a_busy_machine_is_known_is_still_what_pyrage_says() -> None:
    salt, key = (base64.b64encode(bytes(size)).decode().rstrip("=") for size in (16, 32))
    heavy = f"age-encryption.org/v1\n-> scrypt {salt} 40\n{key}\n--- {key}\n".encode() + bytes(48)
    with pytest.raises(pyrage.DecryptError, match="work"):
        pyrage.passphrase.decrypt(heavy, WORDS)

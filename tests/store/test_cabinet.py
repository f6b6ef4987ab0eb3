from datetime import date
from pathlib import Path

import pytest

from tests.store.conftest import DUE, OTHER, Laptop, make_laptop, refused
from tests.strategies import AT, CASE, OPENED, closing, hold_lifted, hold_set, note, reopening
from vp.domain.retention import Term
from vp.errors import NotReadable, NotThere, NotWritten
from vp.store.age import identities, new_identity, seal, unseal
from vp.store.cabinet import Cabinet
from vp.store.key_names import digest

DIGEST = "0123456789abcdef0123456789abcdef"


def keys(laptop: Laptop, *names: str) -> Cabinet:
    """The cabinet, with files of these names put in."""
    for name in names:
        (laptop.keys / name).touch()
    return laptop.open().cabinet


# What a name says


def test_the_names_say_which_case_may_be_destroyed_and_when(laptop: Laptop) -> None:
    cabinet = keys(laptop, f"{CASE}.age", f"{OTHER}.2028-03-05.{DIGEST}.age")
    assert cabinet.terms() == [
        Term(CASE, None, ""),
        Term(OTHER, date(2028, 3, 5), DIGEST),
    ]


@pytest.mark.parametrize(
    "name",
    [
        f"{CASE}.2028-03-05.age",
        f"{CASE}.{DIGEST}.age",
        f"{CASE}.2028-3-5.{DIGEST}.age",
        f"{CASE}.2028-03-05.{DIGEST[:-1]}.age",
        f"{CASE}.2028-03-05.{DIGEST.upper()}.age",
        f"{CASE}.age.bak",
        f"{CASE}.age~",
        f"x{CASE}.age",
        f"{CASE.upper()}.age",
        "ilou-ilou.age",
        "profile.age",
        "journal-2026.age",
        f"{CASE}.new.age",
    ],
)
def test_any_other_name_is_no_case_key(name: str, laptop: Laptop) -> None:
    assert keys(laptop, name).terms() == []


@pytest.mark.parametrize(
    ("names", "due"),
    [
        ((f".2026-01-01.{DIGEST}", ""), None),
        ((f".2026-01-01.{DIGEST}", f".2028-03-05.{DIGEST}"), date(2028, 3, 5)),
    ],
)
def test_of_several_names_the_one_counts_that_destroys_latest(
    names: tuple[str, ...], due: date | None, laptop: Laptop
) -> None:
    """An old copy of the cabinet brings an old name back beside the new one."""
    cabinet = keys(laptop, *(f"{CASE}{name}.age" for name in names))
    assert [term.due for term in cabinet.terms()] == [due]


def test_a_date_that_does_not_exist_is_no_term(laptop: Laptop) -> None:
    cabinet = keys(laptop, f"{CASE}.2027-02-29.{DIGEST}.age")
    assert cabinet.terms() == [Term(CASE, None, "")]


@pytest.mark.requirement("GC-23")
def test_the_name_follows_closing_holding_and_reopening(laptop: Laptop) -> None:
    """Closing sets the date of two years on; a hold and a reopening clear it."""

    def due() -> list[date | None]:
        return [term.due for term in laptop.open().cabinet.terms()]

    laptop.add()
    assert due() == [None]
    laptop.append(CASE, closing(at=AT, on=OPENED, retention=24))
    assert due() == [DUE]
    laptop.append(CASE, hold_set())
    assert due() == [None]
    laptop.append(CASE, hold_lifted())
    assert due() == [DUE]
    laptop.append(CASE, reopening())
    assert due() == [None]


def test_the_name_of_a_closed_case_holds_the_digest_of_its_file(laptop: Laptop) -> None:
    laptop.closed()
    sealed = (laptop.cases / f"{CASE}.age").read_bytes()
    assert laptop.key_names() == [f"{CASE}.{DUE}.{digest(sealed)}.age", "profile.age"]
    laptop.append(CASE, hold_set(), hold_lifted(number=2))
    again = (laptop.cases / f"{CASE}.age").read_bytes()
    assert laptop.key_names() == [f"{CASE}.{DUE}.{digest(again)}.age", "profile.age"]
    assert digest(again) != digest(sealed)


# What a key opens


@pytest.mark.requirement("WV-02")
@pytest.mark.requirement("GC-20")
def test_only_the_identity_that_the_counsellor_chose_opens_a_key(laptop: Laptop) -> None:
    """There is no account and no key of the organisation: one owner, named in recipients.txt."""
    laptop.add()
    assert laptop.open().cabinet.recipients() == [laptop.identity.recipient]
    stranger = Laptop(laptop.folder, laptop.home, new_identity())
    with refused(NotReadable, f"keys/{CASE} cannot be opened"):
        stranger.open().load(CASE)
    assert laptop.open().load(CASE).id == CASE


def test_a_recovery_key_opens_what_the_counsellor_sealed(tmp_path: Path) -> None:
    paper = new_identity()
    laptop = make_laptop(tmp_path, recovery=paper.recipient)
    laptop.add()
    assert Laptop(laptop.folder, laptop.home, paper).open().load(CASE).id == CASE


def test_each_case_has_a_key_of_its_own_that_opens_nothing_else(laptop: Laptop) -> None:
    laptop.add(CASE)
    laptop.add(OTHER)
    held = {}
    for name in (CASE, OTHER):
        text = unseal((laptop.keys / f"{name}.age").read_bytes(), [laptop.identity], "k")
        (held[name],) = identities(text.decode())
    assert unseal((laptop.cases / f"{CASE}.age").read_bytes(), [held[CASE]], "k")
    for wrong in (held[OTHER], laptop.identity):
        with refused(NotReadable):
            unseal((laptop.cases / f"{CASE}.age").read_bytes(), [wrong], "k")


def test_the_public_half_of_a_key_stands_nowhere(laptop: Laptop) -> None:
    """So nobody can forge a case, nor tell which sealed file belongs to which key."""
    laptop.add()
    text = unseal((laptop.keys / f"{CASE}.age").read_bytes(), [laptop.identity], "k").decode()
    public = identities(text)[0].recipient.encode()
    for place in (laptop.folder, laptop.home):
        for path in place.rglob("*"):
            assert not path.is_file() or public not in path.read_bytes()


def test_a_case_keeps_its_key_when_it_is_saved(laptop: Laptop) -> None:
    laptop.add()
    before = (laptop.keys / f"{CASE}.age").read_bytes()
    laptop.append(CASE, note())
    assert (laptop.keys / f"{CASE}.age").read_bytes() == before


def test_the_keys_held_are_all_of_them_whatever_their_names(laptop: Laptop) -> None:
    laptop.closed(CASE)
    laptop.add(OTHER)
    fresh = new_identity()
    wrapped = seal(fresh.secret().encode(), [laptop.identity.recipient])
    (laptop.keys / "0000-0000.new.age").write_bytes(wrapped)
    (laptop.keys / "1111-1111.age").write_bytes(b"damaged")
    held = Cabinet(laptop.private, lambda: laptop.identity).keys()
    assert len(held) == 4
    assert fresh.recipient in {one.recipient for one in held}


# What is refused


@pytest.mark.parametrize("text", ["", "# nobody\n", "age1xyz\n", "ssh-ed25519 AAAA\n"])
def test_recipients_that_are_none_are_refused_before_anything_is_sealed(
    text: str, laptop: Laptop
) -> None:
    (laptop.private / "recipients.txt").write_text(text)
    with refused(NotReadable, "recipients.txt does not hold age recipients"):
        laptop.add()
    assert laptop.write().ids() == []
    assert laptop.debris() == []


def test_a_case_whose_key_is_not_here_says_so(laptop: Laptop) -> None:
    laptop.add()
    (laptop.keys / f"{CASE}.age").unlink()
    with refused(NotThere, f"no key for {CASE}", "restore the cabinet"):
        laptop.open().load(CASE)


@pytest.mark.parametrize("text", ["", "nothing", "AGE-SECRET-KEY-1XYZ"])
def test_a_key_that_vp_did_not_make_is_refused(text: str, laptop: Laptop) -> None:
    laptop.add()
    wrapped = seal(text.encode(), [laptop.identity.recipient])
    (laptop.keys / f"{CASE}.age").write_bytes(wrapped)
    with refused(NotReadable):
        laptop.open().load(CASE)


def test_a_key_of_another_case_does_not_open_this_one(laptop: Laptop) -> None:
    laptop.add(CASE)
    laptop.add(OTHER)
    (laptop.keys / f"{CASE}.age").write_bytes((laptop.keys / f"{OTHER}.age").read_bytes())
    with refused(NotReadable, f"{CASE} cannot be opened"):
        laptop.open().load(CASE)


def test_nothing_new_is_made_where_a_key_or_a_file_of_that_name_is(laptop: Laptop) -> None:
    """Its file may be on a disk that is not here now: the key that opens it must stay."""
    laptop.add(CASE)
    laptop.add(OTHER)
    before = (laptop.keys / f"{CASE}.age").read_bytes()
    (laptop.cases / f"{CASE}.age").rename(laptop.home / "elsewhere")
    (laptop.keys / f"{OTHER}.age").unlink()
    for name in (CASE, OTHER):
        with refused(NotWritten, "already"):
            laptop.add(name)
    (laptop.home / "elsewhere").rename(laptop.cases / f"{CASE}.age")
    assert (laptop.keys / f"{CASE}.age").read_bytes() == before
    assert laptop.write().load(CASE).id == CASE
    assert laptop.debris() == []

"""The commands that are struck: every one that writes, on a laptop prepared for it."""

from datetime import timedelta

from tests.assurance.worlds import Scene, World
from tests.faults.bench import State
from tests.store.cabinets import inside, reads
from tests.store.conftest import DUE, OTHER, named
from tests.strategies import CASE, TODAY, closing, note
from vp.store import codec, drafts
from vp.store.age import new_identity, seal

FORM = """domain: conduct
kinds: [bullying]
opened: 2026-03-05
wish: dat het ophoudt
people: {reporter: {name: Iemand}}
"""
WORDS = "gebeld, wordt vervolgd\n"
CLOSE = f"close {CASE} --reason completed --outcome conduct_stopped"
PURGE = "purge --confirm clock --json"
THIRD = "0abc-1def"
ANOTHER = new_identity()


def _opens(world: World, name: str) -> bool:
    """Whether the case as it was before opens with anything the cabinet or its copy holds."""
    one = world.one
    places = [place for place in (one.keys, one.mirrored) if place.is_dir()]
    held = [
        key for place in places for keys in inside(place, one.identity).values() for key in keys
    ]
    (world.root / "before").write_bytes(world.sealed[name])
    return reads(world.root / "before", held)


def nothing_is_revived(world: World, state: State, _saved: bool) -> None:
    for name in world.sealed.keys() - state.cases.keys():
        assert not _opens(world, name), "a destroyed case opens"


def _text_is_gone(world: World, state: State, _saved: bool) -> None:
    assert _opens(world, CASE) is (state == world.old), "taken out and opens, or the other way"


def _old_identity_is_out(world: World, _state: State, saved: bool) -> None:
    if saved:
        assert not inside(world.one.keys, world.identity), "the old identity opens a key"
    assert len(list(world.one.home.glob("identity.*"))) == 1


def _deputy_is_out(world: World, _state: State, saved: bool) -> None:
    if saved:
        assert not inside(world.one.keys, world.one.deputy), "the deputy opens a key"


def _another_is_in(world: World, _state: State, saved: bool) -> None:
    known = inside(world.one.keys, ANOTHER).keys()
    every = inside(world.one.keys, world.one.identity).keys()
    assert known == every if saved else known <= every


def _is_copied(world: World, _state: State, saved: bool) -> None:
    copied = inside(world.one.mirrored, world.one.identity) if world.one.mirrored.is_dir() else {}
    assert not saved or copied.keys() == inside(world.one.keys, world.one.identity).keys()


def _closed(world: World) -> None:
    world.one.append(CASE, closing(retention=24))


def _closed_and_mirrored(world: World) -> None:
    _closed(world)
    _do(world, "key backup STICK")


def _do(world: World, words: str, text: str = "", **where: object) -> None:
    kept = world.two if where.get("two") else world.one
    day = where.get("today", TODAY)
    code = world.run(kept, words, text, day)  # type: ignore[arg-type]
    assert code == 0, (words, code, world.errors)


def _without_deputy(world: World) -> None:
    _do(world, "key remove deputy")


def _sent(world: World) -> None:
    """A file that another counsellor sealed for the recipient of this home."""
    data = codec.pad(codec.dump(named("m0v3-0001", note(text="van een ander"))))
    (world.place / "sent").write_bytes(seal(data, [world.identity.recipient]))


def _kept_text(world: World) -> None:
    """An earlier try to note this was cut off, and its text kept."""
    drafts.save(world.one.open(), CASE, f"note\n{WORDS.strip()}".encode())


def two_laptops(world: World) -> None:
    """Both changed the same case, one closed what the other wrote in, and one destroyed."""
    world.one.add(THIRD, note(text="de derde"))
    _do(world, "sync --remote REMOTE --json")
    _do(world, PURGE, today=DUE - timedelta(days=1))
    world.one.twin(world.place / "two")
    _do(world, f"note {CASE}", "van de tweede\n", two=True)
    _do(world, f"note {THIRD}", "nog een\n", two=True)
    _do(world, "purge --json", today=DUE, two=True)
    _do(world, "sync --json", today=DUE, two=True)
    _do(world, f"note {CASE}", "van de eerste\n")
    _do(world, f"close {THIRD} --reason completed", today=DUE)


def _note(words: str, text: str = WORDS) -> Scene:
    return Scene(words.split(" --")[0].replace(f" {CASE}", ""), words, text)


SEVEN = (
    Scene("intake", "intake --from - --json", FORM),
    Scene("note", f"note {CASE} --minutes 5", WORDS),
    Scene("close", CLOSE),
    Scene("redact", f"redact {CASE} n-000001", "hoort er niet in\n", require=_text_is_gone),
    Scene("purge", PURGE, "", DUE, _closed_and_mirrored, nothing_is_revived, by_case=True),
    Scene("rotate", "key rotate -o PAGE", "", TODAY, _without_deputy, _old_identity_is_out),
    Scene("sync", "sync --json", "", DUE, two_laptops, nothing_is_revived, laptops=2),
)
"""What ASSURANCE.md names."""

OTHERS = (
    Scene("note over a kept text", f"note {CASE} --minutes 5", WORDS, prepare=_kept_text),
    Scene("key add", f"key add {ANOTHER.recipient} --name another", require=_another_is_in),
    Scene("key remove", "key remove deputy", require=_deputy_is_out),
    Scene("key recovery", "key recovery -o PAGE"),
    Scene("key backup", "key backup STICK", require=_is_copied),
    Scene("receive", "receive SENT --yes", prepare=_sent),
    Scene("reopen", f"reopen {OTHER}", WORDS),
    Scene("purge without a mirror", PURGE, "", DUE, _closed, nothing_is_revived, by_case=True),
    _note(f"consent give {CASE} --kind share_manager --to manager --form unnamed --given written"),
    _note(f"hold set {CASE} --until 2026-09-01"),
    _note(f"remind {CASE} --on 2026-09-01"),
    _note(f"option {CASE} line_manager"),
    _note(f"refer {CASE} --to gp"),
    _note(f"relay {CASE} --direction in"),
    _note(f"amend {CASE} n-000001"),
    _note(f"edit {CASE} --from -", "unit: Magazijn\n"),
    _note(f"breach open {CASE} --ground own_defence --urgent"),
    _note("activity add --kind advice_unasked --minutes 30"),
    _note("profile --from -", "organisation: Voorbeeld NV\n"),
)
SCENES = SEVEN + OTHERS
BY_NAME = {one.name: one for one in SCENES}

"""The system's key store: the real one of the computer on which the tests run."""

import os
import socket
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from tests.session_bus import session_bus
from tests.store.conftest import refused
from vp.errors import NotThere
from vp.store import keystore

SECRET = "AGE-SECRET-KEY-1" + "Q" * 58
OTHER = "AGE-SECRET-KEY-1" + "P" * 58
HAS_BUS = sys.platform not in ("darwin", "win32")


@pytest.fixture(scope="module")
def environ() -> Iterator[Mapping[str, str]]:
    """The environment of somebody who is logged in."""
    if not HAS_BUS:
        yield os.environ
        return
    with session_bus() as found:
        yield found


def test_a_secret_is_kept_replaced_and_forgotten(environ: Mapping[str, str]) -> None:
    name = keystore.account(Path("/home/noor/vp-test"))
    store = keystore.here(environ)
    assert store.find(name) == ""
    store.forget(name)
    store.keep(name, SECRET)
    assert keystore.here(environ).find(name) == SECRET
    store.keep(name, OTHER)
    assert store.find(name) == OTHER
    store.forget(name)
    assert store.find(name) == ""


def test_each_home_has_a_secret_of_its_own(environ: Mapping[str, str]) -> None:
    one, other = (keystore.account(Path("/home") / name) for name in ("één", "an\udcffs"))
    store = keystore.here(environ)
    store.keep(one, SECRET)
    store.keep(other, OTHER)
    assert (store.find(one), store.find(other)) == (SECRET, OTHER)
    store.forget(one)
    assert (store.find(one), store.find(other)) == ("", OTHER)
    store.forget(other)


@pytest.mark.skipif(not HAS_BUS, reason="the Secret Service alone is looked at")
def test_the_secret_is_in_memory_and_gone_after_logging_out() -> None:
    with session_bus() as environ:
        keystore.here(environ).keep("home", SECRET)
        found = [path for path in Path(environ["HOME"]).rglob("*") if path.is_file()]
        assert not [path for path in found if SECRET.encode() in path.read_bytes()]
    with refused(NotThere, "no key store within reach"):
        keystore.here(environ).find("home")
    with session_bus() as again:
        assert keystore.here(again).find("home") == ""


@pytest.mark.skipif(not HAS_BUS, reason="elsewhere there always is one")
def test_a_session_without_a_key_store_is_told_so() -> None:
    with session_bus(empty=True) as environ, refused(NotThere, "no key store", "each command"):
        keystore.here(environ).keep("home", SECRET)


@pytest.mark.skipif(not HAS_BUS, reason="elsewhere there always is one")
@pytest.mark.parametrize(
    "address", ["", "unix:path=/nowhere/bus", "tcp:host=localhost", "autolaunch:", "x", "unix:path"]
)
def test_no_session_at_all_is_told_so(address: str) -> None:
    store = keystore.here({"DBUS_SESSION_BUS_ADDRESS": address})
    for ask in (store.find, store.forget):
        with refused(NotThere, "no key store within reach"):
            ask("home")


@pytest.mark.skipif(not HAS_BUS, reason="elsewhere there always is one")
def test_a_bus_that_does_not_answer_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    from vp.store import secret_service

    monkeypatch.setattr(secret_service, "ANSWER_SECONDS", 0.05)
    with socket.socket(socket.AF_UNIX) as deaf:
        deaf.bind(f"\0vp-deaf-{os.getpid()}")
        deaf.listen()
        with refused(NotThere, "no key store within reach"):
            keystore.here(
                {"DBUS_SESSION_BUS_ADDRESS": f"unix:abstract=vp-deaf-{os.getpid()}"}
            ).find("home")

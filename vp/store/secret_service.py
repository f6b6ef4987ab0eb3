"""The Secret Service of a Linux desktop (GNOME Keyring, KWallet, KeePassXC), over D-Bus.

Source: the freedesktop.org Secret Service API 0.2. The collection `session` lies in memory alone
and is gone after logging out; where a service has none, its default collection is used. Secrets
go over the bus as they are: who can listen there can also ask.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from jeepney import DBusAddress, DBusErrorResponse, Message, new_method_call
from jeepney.auth import AuthenticationError
from jeepney.bus import get_bus
from jeepney.io.blocking import DBusConnection, prep_socket
from jeepney.wrappers import unwrap_msg

from vp.store.keystore import ANSWER_SECONDS, out_of_reach

_NAME = "org.freedesktop.secrets"
_API = "org.freedesktop.Secret"
_ROOT = "/org/freedesktop/secrets"
_NOWHERE = "/"
_FAULTS = (OSError, ValueError, RuntimeError, AuthenticationError, DBusErrorResponse)
Secret = tuple[str, bytes, bytes, str]


class SecretService:
    """The Secret Service on the bus that the environment names."""

    def __init__(self, environ: Mapping[str, str]) -> None:
        folder = environ.get("XDG_RUNTIME_DIR", "")
        self._bus = environ.get("DBUS_SESSION_BUS_ADDRESS") or f"unix:path={folder}/bus"

    def keep(self, account: str, secret: str) -> None:
        """The secret is in the collection of this session, in place of an earlier one."""
        with self._conversation() as talk:
            label = {f"{_API}.Item.Label": ("s", "vp unlock")}
            named = {f"{_API}.Item.Attributes": ("a{ss}", _attributes(account))}
            sealed: Secret = (talk.session, b"", secret.encode(), "text/plain")
            item, _prompt = talk.ask(
                talk.collection(),
                "Collection",
                "CreateItem",
                "a{sv}(oayays)b",
                (label | named, sealed, True),
            )
            if item == _NOWHERE:  # it would ask somebody for the password of the collection
                raise out_of_reach()

    def find(self, account: str) -> str:
        """The secret; empty when it is not there."""
        with self._conversation() as talk:
            opened, locked = talk.items(account)
            if locked and not opened:
                raise out_of_reach()
            for item in opened:
                (secret,) = talk.ask(item, "Item", "GetSecret", "o", (talk.session,))
                return bytes(secret[2]).decode("ascii", "replace")
            return ""

    def forget(self, account: str) -> None:
        """No item of this account is left."""
        with self._conversation() as talk:
            opened, locked = talk.items(account)
            for item in (*opened, *locked):
                talk.ask(item, "Item", "Delete")

    @contextmanager
    def _conversation(self) -> "Iterator[_Conversation]":
        try:
            with (
                prep_socket(get_bus(self._bus), timeout=ANSWER_SECONDS) as socket,
                _Connection(socket) as connection,
            ):
                yield _Conversation(connection)
        except _FAULTS:
            raise out_of_reach() from None


class _Connection(DBusConnection):  # type: ignore[misc]
    """A connection that waits for no answer for ever, not even for the bus's own welcome."""

    def send_and_get_reply(self, message: Message, *, timeout: float | None = None) -> Message:
        """The answer. Raises TimeoutError."""
        return super().send_and_get_reply(message, timeout=timeout or ANSWER_SECONDS)


class _Conversation:
    """Questions to the service, within one session of it."""

    def __init__(self, connection: DBusConnection) -> None:
        self._connection = connection
        _, self.session = self.ask(_ROOT, "Service", "OpenSession", "sv", ("plain", ("s", "")))

    def ask(
        self,
        path: str,
        interface: str,
        method: str,
        signature: str | None = None,
        body: tuple[Any, ...] = (),
    ) -> Any:
        """What the object at this path answers. Raises one of _FAULTS."""
        address = DBusAddress(path, _NAME, f"{_API}.{interface}")
        call = new_method_call(address, method, signature, body)
        return unwrap_msg(self._connection.send_and_get_reply(call))

    def items(self, account: str) -> tuple[list[str], list[str]]:
        """The items of this account: those that can be read, and those that are locked."""
        found: tuple[list[str], list[str]] = self.ask(
            _ROOT, "Service", "SearchItems", "a{ss}", (_attributes(account),)
        )
        return found

    def collection(self) -> str:
        """The collection that is gone after logging out, or else the default one."""
        for alias in ("session", "default"):
            (path,) = self.ask(_ROOT, "Service", "ReadAlias", "s", (alias,))
            if path != _NOWHERE:
                return str(path)
        raise out_of_reach()


def _attributes(account: str) -> dict[str, str]:
    return {"application": "vp", "account": account}

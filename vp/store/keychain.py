"""The Keychain of macOS, through the system's own `security` program.

A secret goes in over standard input: arguments can be read by other programs.
"""

import subprocess

from vp.store.keystore import out_of_reach

_PROGRAM = "/usr/bin/security"
_SERVICE = "vp"
_NOT_FOUND = 44
_SECONDS = 60.0
"""macOS may ask whoever sits there to open the Keychain."""


class Keychain:
    """The Keychain of whoever is logged in."""

    def keep(self, account: str, secret: str) -> None:
        """The secret is there, in place of an earlier one."""
        line = f"add-generic-password -U -s {_SERVICE} -a {account} -w {secret}\n"
        if _run("-i", feed=line).returncode:
            raise out_of_reach()

    def find(self, account: str) -> str:
        """The secret; empty when it is not there."""
        done = _run("find-generic-password", "-s", _SERVICE, "-a", account, "-w")
        if done.returncode not in (0, _NOT_FOUND):
            raise out_of_reach()
        return done.stdout.strip()

    def forget(self, account: str) -> None:
        """The secret is not there."""
        done = _run("delete-generic-password", "-s", _SERVICE, "-a", account)
        if done.returncode not in (0, _NOT_FOUND):
            raise out_of_reach()


def _run(*words: str, feed: str = "") -> "subprocess.CompletedProcess[str]":
    try:
        return subprocess.run(  # noqa: S603 (absolute path, fixed words, no shell)
            [_PROGRAM, *words], input=feed, capture_output=True, text=True, timeout=_SECONDS
        )
    except (OSError, subprocess.TimeoutExpired):
        raise out_of_reach() from None

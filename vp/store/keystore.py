"""The system's key store: one short secret for each home, for whoever is logged in.

macOS: the Keychain. Windows: the Credential Locker. Elsewhere: the Secret Service on the session's
bus. Each is imported only where it is; none knows what the secret is for.
"""

import os
import sys
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from typing import Protocol

from vp.errors import NotThere
from vp.locale import N_

ANSWER_SECONDS = 5.0
"""How long a key store may take that has to be started first."""


class KeyStore(Protocol):
    """Where a secret is kept under the account of a home. Each raises NotThere out of reach."""

    def keep(self, account: str, secret: str) -> None:
        """The secret is there, in place of an earlier one."""

    def find(self, account: str) -> str:
        """The secret; empty when the key store answers that it has none."""

    def forget(self, account: str) -> None:
        """The secret is not there, or was not."""


def here(environ: Mapping[str, str]) -> KeyStore:
    """The key store of this computer. Raises NotThere where there is none."""
    if sys.platform == "darwin":
        from vp.store.keychain import Keychain

        return Keychain()
    if sys.platform == "win32":
        from vp.store.locker import Locker

        return Locker()
    from vp.store.secret_service import SecretService

    return SecretService(environ)


def account(home: Path) -> str:
    """The name under which the secret of this home is kept: it tells no path."""
    return sha256(os.fsencode(home)).hexdigest()[:16]


def out_of_reach() -> NotThere:
    """The error for a key store that is not there, is locked, or does not answer."""
    return NotThere(
        N_("there is no key store within reach that could keep you unlocked"),
        N_(
            "log in on the desktop and open its password store; without one vp asks the"
            " passphrase at each command"
        ),
    )

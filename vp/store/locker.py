"""The Credential Locker of Windows; a secret is kept until whoever is logged in logs out."""

from win32ctypes.pywin32 import pywintypes, win32cred

from vp.store.keystore import out_of_reach

_NOT_FOUND = 1168


class Locker:
    """The Credential Locker of whoever is logged in."""

    def keep(self, account: str, secret: str) -> None:
        """The secret is there, in place of an earlier one."""
        credential = {
            "Type": win32cred.CRED_TYPE_GENERIC,
            "TargetName": _target(account),
            "UserName": "vp",
            "CredentialBlob": secret,
            "Persist": win32cred.CRED_PERSIST_SESSION,
        }
        try:
            win32cred.CredWrite(credential)
        except pywintypes.error:
            raise out_of_reach() from None

    def find(self, account: str) -> str:
        """The secret; empty when it is not there."""
        try:
            found = win32cred.CredRead(_target(account), win32cred.CRED_TYPE_GENERIC)
        except pywintypes.error as error:
            if error.winerror == _NOT_FOUND:
                return ""
            raise out_of_reach() from None
        return bytes(found["CredentialBlob"]).decode("utf-16-le", "replace")

    def forget(self, account: str) -> None:
        """The secret is not there."""
        try:
            win32cred.CredDelete(_target(account), win32cred.CRED_TYPE_GENERIC)
        except pywintypes.error as error:
            if error.winerror != _NOT_FOUND:
                raise out_of_reach() from None


def _target(account: str) -> str:
    return f"vp {account}"

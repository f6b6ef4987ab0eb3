"""What can go wrong for a user: a sentence, a hint, an exit code.

The domain and the store raise these; only `vp.cli.main.run` prints them and exits.
A sentence is an English message id with named fields. It is translated where it is shown, so a
field may name an id, a path, a key, a date or a term, and never a word from a case.
"""


class VpError(Exception):
    """Something the user can do something about."""

    exit_code = 1

    def __init__(self, sentence: str, hint: str = "", **fields: object) -> None:
        super().__init__(type(self).__name__)
        self.sentence = sentence
        self.hint = hint
        self.fields = fields


class Usage(VpError):
    """The call or the input is not of the form it should have."""

    exit_code = 2


class NotThere(VpError):
    """What was named does not exist, or more than one thing answers to the name."""

    exit_code = 3


class NotAllowed(VpError):
    """A rule of the profession or of the cabinet forbids it."""

    exit_code = 4


class NotReadable(VpError):
    """Something could not be opened, understood or trusted."""

    exit_code = 5


class NotWritten(VpError):
    """It was not saved."""

    exit_code = 6


class Attention(VpError):
    """It was done, but something asks for a person."""

    exit_code = 7


class Interrupted(VpError):
    """The user stopped it (Ctrl-C, a closed terminal)."""

    exit_code = 130

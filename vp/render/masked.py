"""Numbers as a template gets them: each is shown, or hidden with nothing in it to find.

A hidden number holds no number at all, so no way of writing, rounding or storing it can give one
away. Calculating with it gives a hidden one. Asking how large it is, or whether it is there, has
no answer: the template stops with an error, and asks `is hidden` first where it must choose.
"""

import operator
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NoReturn

from vp.render.templates import HIDDEN, number

if TYPE_CHECKING:
    from jinja2 import Environment

Reckoning = Callable[[Any, Any], Any]


class Masked:
    """A number in a language (`nl` or `en`), as it is read there; no number is a hidden one.

    With `blank` it is known to be nothing, because it cannot occur, and reads as nothing.
    """

    __slots__ = ("_blank", "_language", "_number")

    def __init__(self, value: float | None, language: str, *, blank: bool = False) -> None:
        self._number: float | None = 0 if blank else value
        self._language = language
        self._blank = blank

    @property
    def hidden(self) -> bool:
        """Whether the report does not tell this number."""
        return self._number is None

    def __str__(self) -> str:
        return "" if self._blank else number(self._number, self._language)

    def __repr__(self) -> str:
        return str(self)

    def __format__(self, form: str) -> str:
        if self._number is None or self._blank or not form:
            return str(self)
        return format(self._number, form)

    def __hash__(self) -> int:
        return hash(HIDDEN if self._number is None else self._number)

    def __bool__(self) -> bool:
        return bool(self._told())

    def __int__(self) -> int:
        return int(self._told())

    def __float__(self) -> float:
        return float(self._told())

    def __eq__(self, other: object) -> bool:
        return self._compared(operator.eq, other)

    def __lt__(self, other: object) -> bool:
        return self._compared(operator.lt, other)

    def __le__(self, other: object) -> bool:
        return self._compared(operator.le, other)

    def __gt__(self, other: object) -> bool:
        return self._compared(operator.gt, other)

    def __ge__(self, other: object) -> bool:
        return self._compared(operator.ge, other)

    def __add__(self, other: object) -> "Masked":
        return self._reckoned(operator.add, self, other)

    def __radd__(self, other: object) -> "Masked":
        return self._reckoned(operator.add, other, self)

    def __sub__(self, other: object) -> "Masked":
        return self._reckoned(operator.sub, self, other)

    def __rsub__(self, other: object) -> "Masked":
        return self._reckoned(operator.sub, other, self)

    def __mul__(self, other: object) -> "Masked":
        return self._reckoned(operator.mul, self, other)

    def __rmul__(self, other: object) -> "Masked":
        return self._reckoned(operator.mul, other, self)

    def __truediv__(self, other: object) -> "Masked":
        return self._reckoned(operator.truediv, self, other)

    def __rtruediv__(self, other: object) -> "Masked":
        return self._reckoned(operator.truediv, other, self)

    def __floordiv__(self, other: object) -> "Masked":
        return self._reckoned(operator.floordiv, self, other)

    def __rfloordiv__(self, other: object) -> "Masked":
        return self._reckoned(operator.floordiv, other, self)

    def __mod__(self, other: object) -> "Masked":
        return self._reckoned(operator.mod, self, other)

    def __rmod__(self, other: object) -> "Masked":
        return self._reckoned(operator.mod, other, self)

    def __neg__(self) -> "Masked":
        return self * -1

    def __pos__(self) -> "Masked":
        return self

    def __abs__(self) -> "Masked":
        return self if self._number is None else Masked(abs(self._number), self._language)

    def __round__(self, digits: int = 0) -> "Masked":
        return self if self._number is None else Masked(round(self._number, digits), self._language)

    def _told(self) -> float:
        return _refused() if self._number is None else self._number

    def _compared(self, operation: Reckoning, other: object) -> bool:
        mine = self._told()
        return bool(operation(mine, other._told() if isinstance(other, Masked) else other))

    def _reckoned(self, operation: Reckoning, left: object, right: object) -> "Masked":
        numbers = [one._number if isinstance(one, Masked) else one for one in (left, right)]
        if not all(one is None or isinstance(one, (int, float)) for one in numbers):
            raise TypeError("a number can only be reckoned with a number")
        if None in numbers:
            return Masked(None, self._language)
        return Masked(operation(*numbers), self._language)


def teach(sandbox: "Environment", language: str) -> None:
    """Templates can write any number with `| number` and ask of it whether it `is hidden`."""
    sandbox.filters["number"] = lambda value: _written(value, language)
    sandbox.tests["hidden"] = lambda value: value is None or getattr(value, "hidden", False) is True


def _written(value: "Masked | float | None", language: str) -> str:
    return str(value) if isinstance(value, Masked) else number(value, language)


def _refused() -> NoReturn:
    from jinja2 import UndefinedError

    raise UndefinedError("a hidden number cannot be compared: ask whether it is hidden first")

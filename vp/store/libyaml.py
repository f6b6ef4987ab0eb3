"""libyaml as PyYAML binds it: its parser and emitter, their events and their error.

`import yaml` also loads a parser, constructors and representers in Python, with an expression over
all of Unicode to compile: ten milliseconds, a tenth of a whole `vp note`, and nothing calls them.
Here the binding finds a package that holds what it takes from it (errors, events,
nodes and tokens); the package becomes whole as soon as anybody asks it for anything else.
"""

import sys
from importlib import import_module
from importlib.util import find_spec, module_from_spec
from types import SimpleNamespace
from typing import Any

_MARKED = ("Scanner", "Parser")
_BARE = ("Reader", "Composer", "Constructor", "Emitter", "Serializer", "Representer")


def _bind() -> None:
    """`yaml._yaml` can be imported; where all of `yaml` is there already, nothing was done."""
    spec = find_spec("yaml")
    if "yaml" in sys.modules or spec is None or spec.loader is None:
        return
    loader, package = spec.loader, module_from_spec(spec)

    def whole(name: str) -> Any:
        del package.__getattr__
        loader.exec_module(package)
        return getattr(package, name)

    sys.modules["yaml"] = package
    package.__getattr__ = whole  # type: ignore[method-assign]
    for real in ("error", "events", "nodes", "tokens"):
        import_module(f"yaml.{real}")
    marked = dict.fromkeys(_MARKED, package.error.MarkedYAMLError)
    raised = marked | dict.fromkeys(_BARE, package.error.YAMLError)
    parts: dict[str, object] = {
        name.lower(): SimpleNamespace(**{f"{name}Error": raised[name]}) for name in raised
    }
    vars(package).update(parts)
    import_module("yaml._yaml")
    for name, part in parts.items():
        if getattr(package, name) is part:
            delattr(package, name)


_bind()

from yaml import events  # noqa: E402 (after it is bound)
from yaml._yaml import CEmitter, CParser  # noqa: E402
from yaml.error import YAMLError  # noqa: E402

__all__ = ["CEmitter", "CParser", "YAMLError", "events"]

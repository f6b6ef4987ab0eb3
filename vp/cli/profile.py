"""`vp profile`: the settings for this organisation."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from vp.cli import given
from vp.cli.options import AsJson, desk, example
from vp.domain.profile import Profile
from vp.errors import NotAllowed, NotReadable, Usage
from vp.locale import N_, _
from vp.render.plain import printable

if TYPE_CHECKING:
    from vp.cli.context import Context

app = typer.Typer()

_OURS = ("format", "dossier", "revision", "tag_key")
"""Fields that no form sets."""


@app.command(
    help=_("Show the settings, or change them with --ask or --from."),
    epilog=example("vp profile --ask"),
)
def profile(
    ctx: typer.Context,
    form: Annotated[
        Path | None,
        typer.Option(
            "--from", metavar="FILE", help=_("take settings from a YAML file; - is input")
        ),
    ] = None,
    asking: Annotated[bool, typer.Option("--ask", help=_("go through the questions"))] = False,
    as_json: AsJson = False,
) -> None:
    from vp.store.papers import update_profile

    context = desk(ctx)
    if asking:
        if not context.is_interactive:
            raise Usage(N_("the questions need a terminal"), N_("without one: --from FILE"))
        from vp.cli.settings import converse

        answered = converse(context, context.profile)
        update_profile(context.dossier, lambda _old: answered)
        context.say(_("The settings are saved."))
    elif form is not None:
        settings = _read(context, form)
        update_profile(context.dossier, lambda old: _merged(old, settings))
        context.say(_("The settings are saved."))
    elif as_json:
        context.json(shown(context.profile))
    else:
        from vp.store import strict

        context.say(printable(strict.dump(shown(context.profile)).decode().rstrip("\n")))


def shown(found: Profile) -> dict[str, object]:
    """The settings as plain values, without what is not the counsellor's to set."""
    import msgspec

    plain = {name: getattr(found, name) for name in found.__struct_fields__ if name not in _OURS}
    shown: dict[str, object] = msgspec.to_builtins(plain)
    return shown


def _read(context: "Context", form: Path) -> dict[str, object]:
    from vp.domain.vocabulary import unknown
    from vp.store import strict

    name = given.name(form, "settings")
    settings = strict.load(given.read(context, form), name)
    if not isinstance(settings, dict):
        raise Usage(
            N_("{field}: that is not a list of keys with values"),
            N_("compare it with the example in the README"),
            field=name,
        )
    allowed = [key for key in Profile.__struct_fields__ if key not in _OURS]
    for key in settings:
        if key not in allowed:
            raise unknown(key, allowed, name)
    return settings


def _merged(old: Profile, settings: dict[str, object]) -> Profile:
    """The old settings with the given ones over them, checked as if they were read."""
    import msgspec

    from vp.store import codec

    plain = msgspec.to_builtins(old)
    if isinstance(terms := settings.get("terms"), dict):
        settings = settings | {"terms": plain.get("terms", {}) | terms}
    try:
        return codec.convert(plain | settings, Profile, "profile")
    except NotReadable as error:
        raise NotAllowed(
            N_("a setting has a value it cannot have, at {path}"),
            N_("a file is kept at most 24 months; the threshold is at least 3"),
            path=error.fields.get("path", "$"),
        ) from None

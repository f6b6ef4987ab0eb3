"""`vp refer`: the reporter was pointed to somebody else."""

from typing import Annotated

import typer

from vp.cli import draft
from vp.cli.options import CaseName, On, desk, example, keys, one_of
from vp.domain.case import record
from vp.domain.entries import Referred
from vp.domain.vocabulary import Referral
from vp.locale import _, label

app = typer.Typer()


@app.command(help=_("Record a referral."), epilog=example("vp refer k7fm --to gp"))
def refer(
    ctx: typer.Context,
    case: CaseName,
    to: Annotated[
        Referral,
        typer.Option("--to", metavar="BODY", parser=one_of(Referral, "to"), help=keys(Referral)),
    ],
    on: On = None,
) -> None:
    context = desk(ctx)
    name = context.case(case)
    text = draft.text(context, name, _("What was said about it (may stay empty)"))
    entry = Referred(**context.stamp(Referred.prefix, on), to=to, text=text)
    draft.update(context, name, text, lambda found: record(found, entry, context.today()))
    context.say(_("Referred to {to}: {entry}.").format(to=label(to), entry=entry.id))
    if (body := context.profile.directory.get(to.key)) is not None:
        context.tell(f"{body.name}: {body.address}" if body.address else body.name)

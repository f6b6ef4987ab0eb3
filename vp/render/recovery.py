"""The page with the recovery key: to print, with nothing on it that comes from elsewhere."""

from datetime import date

from vp.render.templates import environment


def page(secret: str, recipient: str, dossier: str, today: date, language: str) -> str:
    """An HTML page with the key as text and as a QR code, in `nl` or `en`; it needs no network.

    The counsellor's own templates are not asked: nothing else may come near the key.
    """
    import segno

    code = segno.make(secret, micro=False, error="m")
    return (
        environment(language)
        .get_template(f"{language}/recovery.html.j2")
        .render(
            secret=secret,
            recipient=recipient,
            dossier=dossier,
            today=today,
            code=code.svg_inline(scale=6, border=4, omitsize=False),
        )
    )

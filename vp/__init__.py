"""The file cabinet of the Dutch confidential counsellor (*vertrouwenspersoon*).

One age-encrypted YAML file per case in a plain folder, one key per case outside it. Read
`vp.cli.main` for the index of commands, `vp.domain` for what is true and allowed (start with
`case`), `vp.store.dossier` for where it lives, and `vp.render` for how it reads.
"""

__version__ = "0.1.0"

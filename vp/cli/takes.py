"""What each command takes, so that the shell can ask without a command being imported.

An argument stands as what it can be, an option as `--name=what`, a flag as its name alone. `CASE`
is a case, `SUBJECT` what can be explained, `module:Class` a term of the domain, `a|b` one of these
words; `?` anything else, for which the shell offers files. A test holds this table to what the
commands themselves declare.
"""

TAKES = {
    "init": "? --organisation=? --no-passphrase --identity=? --recipient=? --no-git --no-input",
    "intake": "--from=? --resume --json",
    "note": (
        "CASE --kind=vocabulary:NoteKind --minutes=? --on=? --source=vocabulary:NoteSource "
        "--about=vocabulary:NoteAbout --offered=vocabulary:Offered"
    ),
    "consent give": (
        "CASE --kind=vocabulary:ConsentKind --to=vocabulary:Recipient "
        "--form=vocabulary:ConsentForm --given=vocabulary:ConsentGiven --until=? --on=? --json"
    ),
    "consent withdraw": "CASE ? --on=?",
    "consent list": "CASE --json",
    "share": (
        "CASE --to=vocabulary:Recipient --form=vocabulary:ConsentForm --consent=? --breach=? --on=?"
    ),
    "option": "CASE vocabulary:Route --weighed --on=?",
    "refer": "CASE --to=vocabulary:Referral --on=?",
    "remind": "CASE --on=? --purpose=vocabulary:Purpose --by=vocabulary:Actor --done=?",
    "relay": (
        "CASE --direction=vocabulary:Direction --to=vocabulary:Recipient "
        "--form=vocabulary:ConsentForm --consent=? --report --prepare --on=?"
    ),
    "breach open": "CASE --ground=vocabulary:BreachGround --urgent --on=? --json",
    "breach step": "CASE protocol:Step --on=? --not-possible --breach=?",
    "breach show": "CASE --json",
    "breach end": "CASE --as=vocabulary:BreachEnd --breach=? --on=?",
    "close": (
        "CASE --reason=vocabulary:CloseReason --outcome=vocabulary:Outcome --aftercare=? --content "
        "--not-content --talk=? --on=?"
    ),
    "reopen": "CASE --on=?",
    "hold set": "CASE --until=?",
    "hold lift": "CASE",
    "transfer": "CASE --to=? -o=? --output=?",
    "receive": "? --yes",
    "purge": "--dry-run --as-of=? --confirm=? --verify --install-timer --uninstall-timer --json",
    "activity add": (
        "--kind=vocabulary:ActivityKind --minutes=? --reach=? --on=? --cases=? --recognisable=CASE "
        "--report=? --follows=? --pressure"
    ),
    "activity list": "--json",
    "report": "? --format=md|html|json --publish --merge=? --json -o=? --output=?",
    "list": "--all --json",
    "letter": "letters:LetterKind CASE --consent=? --breach=? --copies=? -o=? --output=?",
    "export": "CASE --for=copies:Reader -o=? --output=? --all=? --unencrypted",
    "amend": "CASE ?",
    "redact": "CASE ?",
    "edit": "CASE --from=?",
    "show": "CASE --people --raw --json",
    "search": "? --json",
    "agenda": "--days=? --json",
    "unlock": "--minutes=? --status --json",
    "lock": "",
    "profile": "--from=? --ask --json",
    "import": "? --map=? --new-map=? --dry-run --skip --json",
    "key list": "--json",
    "key add": "? --name=?",
    "key remove": "?",
    "key recovery": "-o=? --output=?",
    "key rotate": "-o=? --output=? --deputy=? --passphrase",
    "key backup": "? --new --json",
    "key restore": "? --identity=? --no-passphrase --confirm=CASE --json",
    "sync": "--remote=? --confirm=? --keep=CASE --json",
    "diff": "--back=? --json",
    "check": "--repair --leaks --accept=? --practice --json",
    "demo": "?",
    "help": "SUBJECT",
}

"""What the shell offers while a command is typed: commands, options, cases, terms.

The shell asks with `_VP_COMPLETE=complete_SHELL`, the words in COMP_WORDS, a line each as they
were typed, and in COMP_CWORD which of them is being typed. Each line of the answer is a word, for
zsh and fish with its meaning; where there is none the shell offers files.

Nothing is asked, written or put right, and no command is imported, nor typer: a key is pressed, and
pressed again. Aliases come from the index, where that takes no passphrase and no time.
"""

from collections.abc import Iterator
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from vp.errors import NotReadable
from vp.locale import _, label, use

if TYPE_CHECKING:
    from vp.cli.context import Context

Offers = Iterator[tuple[str, str]]
"""Words, each with its meaning."""

ASKED = "_VP_COMPLETE"
LARGEST = 64 * 1024
"""How many bytes of index are opened at most between two keys."""
_OPTIONS = (
    "--help",
    "--version",
    "--lang",
    "--passphrase-fd",
    "--plain",
    "--editor",
    "--completion",
)

SCRIPTS = {
    "bash": r"""
_vp_completion() {
    local IFS=$'\n'
    COMPREPLY=($(env _VP_COMPLETE=complete_bash COMP_CWORD="$COMP_CWORD" \
        COMP_WORDS="${COMP_WORDS[*]}" "$1" 2>/dev/null))
}
complete -o default -F _vp_completion vp
""",
    "zsh": r"""
#compdef vp
_vp() {
    local line
    local -a values shown
    for line in "${(@f)$(env _VP_COMPLETE=complete_zsh COMP_CWORD=$((CURRENT - 1)) \
        COMP_WORDS="${(pj:\n:)words}" "${words[1]}" 2>/dev/null)}"; do
        [[ -n $line ]] || continue
        values+=("${line%%$'\t'*}")
        shown+=("${line/$'\t'/  }")
    done
    if (( $#values )); then compadd -l -d shown -a values; else _files; fi
}
if [[ $funcstack[1] == _vp ]]; then _vp "$@"; else compdef _vp vp; fi
""",
    "fish": r"""
function __vp_completion
    set -l words (commandline -opc)
    set -l typed (string join \n -- $words (commandline -ct) | string collect --no-trim-newlines)
    set -l found (env _VP_COMPLETE=complete_fish COMP_CWORD=(count $words) COMP_WORDS=$typed \
        $words[1] 2>/dev/null)
    if count $found >/dev/null
        printf '%s\n' $found
    else
        __fish_complete_path (commandline -ct)
    end
end
complete --command vp --no-files --arguments '(__vp_completion)'
""",
}


def answer(context: "Context") -> int:
    """The words that fit stand on standard output; ends well, whatever happens."""
    with suppress(Exception):  # nobody wants an error between his words
        use(context.language)
        shell = context.environ[ASKED].rpartition("_")[2]
        *before, typed = _typed(context)
        current = _bare(typed)
        for word, meaning in _offers(context, list(map(_bare, before)), current):
            if word.startswith(current):
                context.say(_line(shell, typed, word, meaning))
        context.stdout.flush()
    return 0


def _typed(context: "Context") -> list[str]:
    """The words after `vp` as they were typed, the last of them the one that is being typed."""
    line = context.environ["COMP_WORDS"]
    number = int(context.environ["COMP_CWORD"])
    words = line.split("\n" if "\n" in line else " ")[1 : number + 1]
    *before, last = words + [""] * (number - len(words))
    # bash takes --kind=call for three words
    return [word for word in before if word != "="] + ["" if last == "=" else last]


def _bare(word: str) -> str:
    """The word without what the shell needs around a space."""
    if not set(word) & set("\\'\""):
        return word
    import shlex

    with suppress(ValueError):
        return " ".join(shlex.split(word))
    return word.lstrip("'\"")


def _line(shell: str, typed: str, word: str, meaning: str) -> str:
    if shell != "bash":
        return f"{word}\t{meaning}" if meaning else word
    return word if typed[:1] in ("'", '"') else word.replace(" ", r"\ ")


def _offers(context: "Context", before: list[str], current: str) -> Offers:
    """What can stand in the place of the word that is being typed."""
    from vp.cli.main import COMMANDS
    from vp.cli.takes import TAKES

    if not before and current.startswith("-"):
        yield from ((option, "") for option in _OPTIONS)
    elif not before:
        yield from ((name, _(about)) for name, about in COMMANDS.items())
    elif (group := f"{before[0]} ") and before[0] not in TAKES and len(before) == 1:
        yield from ((one.removeprefix(group), "") for one in TAKES if one.startswith(group))
    else:
        depth = 1 if before[0] in TAKES else 2
        takes = TAKES.get(" ".join(before[:depth]), "").split()
        yield from _of_command(context, takes, before[depth:], current)


def _of_command(context: "Context", takes: list[str], before: list[str], current: str) -> Offers:
    options = {
        name: what for name, _is, what in (one.partition("=") for one in takes) if name[0] == "-"
    }
    expected = [one for one in takes if one[0] != "-"]
    waiting = ""
    for word in before:
        if waiting:
            waiting = ""
        elif word[:1] == "-":
            waiting = options.get(word, "")
        else:
            del expected[:1]
    option, joined, value = current.partition("=")
    if waiting:
        yield from _values(context, waiting, current)
    elif joined and option in options:
        for word, meaning in _values(context, options[option], value):
            yield f"{option}={word}", meaning
    elif expected and not current.startswith("-"):
        yield from _values(context, expected[0], current)
    else:
        yield from ((name, "") for name in options)


def _values(context: "Context", what: str, current: str) -> Offers:
    """The words that are of this kind; terms separated by commas come one at a time."""
    if what == "CASE":
        yield from _cases(context)
    elif what == "SUBJECT":
        yield from _subjects()
    elif ":" in what:
        from importlib import import_module

        module, _colon, name = what.partition(":")
        earlier, comma, _begun = current.rpartition(",")
        for term in getattr(import_module(f"vp.domain.{module}"), name):
            yield f"{earlier}{comma}{term.key}", label(term)
    elif "|" in what:
        yield from ((word, "") for word in what.split("|"))


def _subjects() -> Offers:
    """What `vp help` explains, and the commands of another name."""
    from vp.cli.main import COMMANDS
    from vp.cli.topics import ABOUT

    subjects = {one.key: about for one, about in ABOUT.items()}
    yield from ((name, _(says)) for name, says in {**subjects, **COMMANDS, **subjects}.items())


def _cases(context: "Context") -> Offers:
    """The cases by their ids, and by their aliases as far as these are at hand."""
    from vp.domain.ids import CASE_ID
    from vp.store import files

    stems = (name.removesuffix(".age") for name in files.names(context.folder / "cases"))
    ids = [stem for stem in stems if CASE_ID.fullmatch(stem)]
    aliases: dict[str, str] = {}
    with suppress(Exception):
        aliases = _aliases(context)
    yield from ((one, aliases.get(one, "")) for one in ids)
    yield from ((aliases[one], one) for one in ids if aliases.get(one))


def _aliases(context: "Context") -> dict[str, str]:
    """What the index says cases are called; nothing where it is large, or its key is closed."""
    from types import SimpleNamespace

    from vp.store import files, session

    if {session.PLAIN, session.SEALED} & set(files.names(context.home)) != {session.PLAIN}:
        return {}
    from vp.store.marker import read_marker

    marker = read_marker(context.folder)
    private = context.home / marker.id
    if not 0 < sum(stamp[0] for stamp in files.stamps(private / "index").values()) <= LARGEST:
        return {}
    from vp.store import pages
    from vp.store.cabinet import Cabinet

    cabinet = Cabinet(private, lambda: session.unlock(context.home, _closed))
    # A whole dossier would put right what was cut off; that is for a command.
    glance: Any = SimpleNamespace(private=private, marker=marker, cabinet=cabinet)
    found = filter(None, pages.read(glance).values())
    return {name: one.summary.alias for page in found for name, one in page.entries.items()}


def _closed() -> str:
    raise NotReadable("", "")

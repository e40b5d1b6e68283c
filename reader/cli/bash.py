"""Completion in bash, spelled so that no title can become more than one word."""

from __future__ import annotations

import os
import re

from click.shell_completion import BashComplete, ShellComplete, add_completion_class

_BASH = """\
%(complete_func)s() {
    local IFS=$'\\n' line
    COMPREPLY=()
    while IFS= read -r line; do
        [ -z "$line" ] || COMPREPLY+=("$line")
    done < <(
        COMP_WORDS="${COMP_WORDS[*]}" COMP_CWORD=$COMP_CWORD %(complete_var)s=bash_complete "$1"
    )
}
complete -o bashdefault -o default -F %(complete_func)s %(prog_name)s
"""


class Bash(BashComplete):
    """Bash, to which click gives words that it would take apart: a title may hold any sign.

    Where nothing is offered bash completes the names of files by itself. Works in bash 3.2 too.
    """

    source_template = _BASH

    def source(self) -> str:
        """The script to evaluate; asks for no version."""
        return ShellComplete.source(self)

    def complete(self) -> str:
        """One completion a line, spelled so that bash reads it as one word."""
        args, incomplete = self.get_completion_args()
        typed = os.environ["COMP_WORDS"].split("\n")[int(os.environ["COMP_CWORD"]) :]
        offered = self.get_completions(args, incomplete)
        spelled = (spell(it.value, (typed or [""])[0][:1]) for it in offered if it.type == "plain")
        return "\n".join(filter(None, spelled))


def spell(value: str, quote: str) -> str:
    """A word as bash reads it where its first character was typed as `quote`.

    That character stays on the line. Empty for what cannot be spelled there.
    """
    if quote == "'":
        return "" if "'" in value else value
    if quote == '"':
        return "" if "!" in value else re.sub(r'([$`"\\])', r"\\\1", value)
    return re.sub(r"([^\w@%+,./-])", r"\\\1", value)


def register() -> None:
    """Let click answer with these."""
    add_completion_class(Bash, "bash")

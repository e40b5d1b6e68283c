"""Authors of an item: names out of fields with a mail address next to them, or in their place.

The words are matched in the search fold (`text.folding`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from reader.text.folding import fold
from reader.text.structure.person_names import is_full_name, names_in

_WORD = re.compile(r"[^\s()<>\[\]（）＜＞［］,，;；、]++")
_EMPTY = re.compile(r"[(<\[（＜［]\s*+[)>\]）＞］]")
_BRACKETS = re.compile(r"[(<\[（＜［]([^()<>\[\]（）＜＞［］]*+)[)>\]）＞］]")
_BETWEEN = re.compile("[、;；,，]")
_SET_APART = re.compile(r"(?<!\s)\s*+[/／|｜]\s*+|(?<!\s)\s++(?=[^\x00-\x7f])")
_WORK = re.compile(
    "^(?:(?:特[約约]|本[報报])?(?:[記记]者|撰述|撰稿人?)|撰文|[編编][譯译]|[採采][訪访])(?=.{2,4}$)"
)
_NOBODY = re.compile(
    r"(?:网站?)?(?:管理员|小编|编辑室?|编辑部|编辑中心|编辑台|主编|本[报刊网台]讯?|综合(?:报[导道]|外电|整理)?|佚名|匿名|未知|不详"
    r"|转载|投稿)"
    r"|.{1,12}(?:编辑部|新闻[网部组]|中心|时报|日报|晚报|周刊|通讯社|电视台|频道|新闻|[社网报台])"
    r"|admin(?:istrator)?|webmaster|web ?editor|editors?|staff(?: writer| reporter)?"
    r"|newsroom|news ?desk|root|author|unknown|anonymous|none|null|undefined|n/?a|no ?reply"
    r"|reuters|afp|ap|bloomberg|xinhua"
    r"|getty images|user\d*|rss"
)
_EDGES = " \t\n-–—|/／｜:：·"


def people(written: Iterable[str]) -> tuple[str, ...]:
    """The names in what feeds call authors, without mail addresses.

    Of `mail (name)`, `name (mail)`, `name <mail>` and a mail beside a name only the name; of a mail
    alone nothing. Of a byline (記者許若蘭／台北報導) only its names; of a desk, an agency or an
    account that runs the site nothing. Whatever else somebody calls himself stays.
    """
    parts = (part for names in written for part in _named(names))
    return tuple(name for part in parts if (name := _name(part)) and not _is_nobody(name))


def _named(written: str) -> list[str]:
    """The parts of what is written that may be a name each."""
    if "@" not in written and (found := names_in(written)):
        return list(found)
    return [name for part in _BETWEEN.split(written) for name in _persons(part.strip())]


def _persons(part: str) -> list[str]:
    """A part without the names of media beside it, and without one that is nobody's."""
    if "@" in part:
        return [part]
    words = _SET_APART.split(part)
    names = [word for it in words if is_full_name(word := _WORK.sub("", it))]
    if len(words) > 1 and names:
        return names
    return names if words != names and len(names) == 1 else [part]


def _is_nobody(name: str) -> bool:
    """Whether a text stands in a name's place, as of a desk, an agency or a program."""
    return bool(_NOBODY.fullmatch(fold(name))) and not is_full_name(name)


def _name(written: str) -> str:
    if "@" not in written:
        return written
    named = _WORD.sub(lambda word: "" if "@" in word[0] else word[0], written)
    rest = _EMPTY.sub(" ", named).strip(_EDGES)
    inside = _BRACKETS.fullmatch(rest)
    return (inside[1] if inside else rest).strip(_EDGES)

"""Script views that a reader can choose, and the OpenCC configuration that shows each.

A choice is "" (the text as it stands), one of `REGIONS`, or the name of a configuration. What shows
a region depends on the script that the text is written in.
"""

from __future__ import annotations

from enum import StrEnum
from functools import cache

from reader.errors import InputError

REGIONS = ("tw", "hk", "cn")
"""Traditional as in Taiwan, Traditional as in Hong Kong, Simplified."""

STEPS = ("", *REGIONS)
"""The choices in the order in which one key goes round them."""

VOCABULARY = frozenset({"s2twp", "s2hkp", "tw2sp", "hk2sp"})
"""Configurations that change words, not only characters."""

SAMPLED = 6_000


class Script(StrEnum):
    """A Chinese script, by its ISO 15924 code in lower case."""

    HANT = "hant"
    HANS = "hans"


_FROM_HANS = {"tw": "s2tw", "hk": "s2hk", "cn": "t2s"}
_FROM_HANT = {"tw": "t2tw", "hk": "tw2t t2hk", "cn": "tw2s"}
_FROM_HONG_KONG = {"tw": "hk2t t2tw", "hk": "t2hk", "cn": "hk2s"}
_REGION_OF = {
    "s2tw": "tw", "s2twp": "tw", "t2tw": "tw", "s2hk": "hk", "s2hkp": "hk", "t2hk": "hk",
    "t2s": "cn", "tw2s": "cn", "tw2sp": "cn", "hk2s": "cn", "hk2sp": "cn",
}  # fmt: skip


def script_of(text: str, lang: str = "") -> Script | None:
    """The script that a text is written in, by the characters that only one script has.

    The first 6,000 code points are looked at. A text with as many of one as of the other is what
    `lang` (BCP 47) says; None if that says nothing either.
    """
    only_hans, only_hant = _letters()
    seen = set(text[:SAMPLED])
    hans, hant = len(seen & only_hans), len(seen & only_hant)
    if hans != hant:
        return Script.HANS if hans > hant else Script.HANT
    parts = set(lang.lower().split("-"))
    if parts & {"hans", "cn", "sg"}:
        return Script.HANS
    return Script.HANT if parts & {"hant", "tw", "hk", "mo"} else None


@cache
def _letters() -> tuple[frozenset[str], frozenset[str]]:
    """The characters of one script only: of the Simplified, of the Traditional."""
    from reader.text.scripts.script_characters import HANS, HANT

    return frozenset(HANS), frozenset(HANT)


def chain_for(choice: str, script: Script | None, lang: str = "") -> tuple[str, ...]:
    """The configurations that show a text of some script in a chosen view, one after the other.

    None for the source. `lang` is the text's (BCP 47), for it may name a region.
    """
    if choice not in REGIONS:
        return (choice,) if choice else ()
    if script is Script.HANS:
        return (_FROM_HANS[choice],)
    in_hong_kong = {"hk", "mo"} & set(lang.lower().split("-"))
    return tuple((_FROM_HONG_KONG if in_hong_kong else _FROM_HANT)[choice].split())


def fitting(choice: str, script: Script | None) -> str:
    """A choice made in another article, for a text of some script.

    A configuration for texts in the other script gives way to the region that it shows.
    """
    written = Script.HANS if choice.startswith("s2") else Script.HANT
    if choice in REGIONS or script in (written, None):
        return choice
    return _REGION_OF.get(choice, "")


def check(choice: str) -> None:
    """Refuse what is no choice: raises InputError("config_unknown"), with the known names."""
    if choice in STEPS or choice in _REGION_OF:
        return
    from reader.text.scripts.opencc_engine import configs

    if choice not in configs():
        known = ", ".join((*REGIONS, *configs()))
        raise InputError("config_unknown", name=choice, known=known)


def region_of(choice: str) -> str:
    """The region that a choice shows, for texts that are not the article's; "" for none."""
    return choice if choice in REGIONS else _REGION_OF.get(choice, "")


def next_step(choice: str) -> str:
    """The choice after this one; after a configuration, the source."""
    at = STEPS.index(choice) if choice in STEPS else -1
    return STEPS[(at + 1) % len(STEPS)]

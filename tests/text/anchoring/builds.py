"""Sentences that gave way to others of the same build, and sentences that were only corrected.

`data/builds` holds both: templates whose slots `{first|second|third}` make sentences of one build,
and pairs `old → new` written one by one. Corrections of a template's sentences are made here.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random

from reader.text.scripts import view
from tests.text.anchoring.publishing import WORDS
from tests.text.anchoring.reanchor_cases import articles

BUILDS = Path(__file__).parents[1] / "data" / "builds"
NUMERAL = re.compile(r"[一二三四五六七八九]")
ADDED = (
    "據了解，", "昨天", "正式", "已經", "（見圖）", "再次", "，本報曾經報道", "，詳情稍後公布",
)  # fmt: skip
SPELLED = ("tw2sp", "s2twp")
WAYS = ("paragraphs", "one line", "look-alikes", "moved")


@dataclass(frozen=True)
class Pair:
    """A sentence and what stands there now; `others` are more sentences of its build."""

    kind: str
    old: str
    new: str
    others: tuple[str, ...] = ()


@dataclass(frozen=True)
class Template:
    """What stands between slots has one reading; a slot has three."""

    parts: tuple[tuple[str, ...], ...]

    def filled(self, *choices: int) -> str:
        """The sentence of one choice for all slots, or of one for each part."""
        many = choices if len(choices) > 1 else choices * len(self.parts)
        return "".join(
            part[choice if len(part) > 1 else 0]
            for part, choice in zip(self.parts, many, strict=True)
        )

    @property
    def slots(self) -> list[int]:
        return [at for at, part in enumerate(self.parts) if len(part) > 1]


def templates(half: str) -> list[Template]:
    lines = (BUILDS / half / "templates.txt").read_text("utf-8").splitlines()
    return [
        Template(tuple(tuple(part.split("|")) for part in re.split(r"[{}]", line) if part))
        for line in lines
        if not line.startswith("#")
    ]


def written(half: str, name: str) -> list[Pair]:
    """The pairs of a file."""
    lines = (BUILDS / half / f"{name}.txt").read_text("utf-8").splitlines()
    return [Pair("by hand", *line.split(" → ")) for line in lines]


def replaced(half: str) -> list[Pair]:
    """Sentences, and others of the same build that came in their places."""
    made = [
        Pair("every slot", *(each.filled((at + step) % 3) for step in (0, 1)),
             (each.filled((at + 2) % 3),))
        for each in templates(half)
        for at in range(3)
    ]  # fmt: skip
    for template in templates(half):
        if len(template.slots) >= 4:
            for at in range(3):
                kept = min(template.slots, key=lambda slot: (len(template.parts[slot][at]), slot))
                slots = [slot for slot in template.slots if slot != kept]
                new = _with_other(template, at, slots)
                made.append(Pair("all but one slot", template.filled(at), new))
    return made + written(half, "replaced")


def corrected(half: str, seed: int) -> list[Pair]:
    """Sentences, and the same ones after a correction."""
    random = Random(seed)
    made = []
    for number, template in enumerate(templates(half)):
        for choice in range(3):
            old = template.filled(choice)
            others = tuple(template.filled(other) for other in range(3) if other != choice)
            names = list(CORRECTIONS)
            for step in range(3):
                kind = names[(number * 3 + choice * 5 + step * 2) % len(names)]
                new = CORRECTIONS[kind](template, choice, random)
                if new != old:
                    made.append(Pair(kind, old, new, others))
    return made + written(half, "corrected")


def one_slot(template: Template, choice: int, random: Random) -> str:
    """One name, number or phrase for another, if the rest is most of the sentence."""
    whole = len(template.filled(choice))
    small = [at for at in template.slots if len(template.parts[at][choice]) < whole * 0.4]
    return _with_other(template, choice, random.sample(small, 1))


def two_slots(template: Template, choice: int, random: Random) -> str:
    """Two short ones that are together at most a third of the sentence."""
    whole = len(template.filled(choice))
    slots = sorted(template.slots, key=lambda at: (len(template.parts[at][choice]), at))[:2]
    if sum(len(template.parts[at][choice]) for at in slots) > whole / 3:
        slots = slots[:1]
    return _with_other(template, choice, slots)


def numbers(template: Template, choice: int, random: Random) -> str:
    """Every number, or some characters where there is none."""
    old = template.filled(choice)
    new = NUMERAL.sub(lambda _: random.choice("一二三四五六七八九"), old)
    return new if new != old else typos(template, choice, random)


def typos(template: Template, choice: int, random: Random) -> str:
    """One to three characters."""
    return _mistyped(template.filled(choice), random, random.randint(1, 3))


def retouched(template: Template, choice: int, random: Random) -> str:
    """Every fifth character."""
    old = template.filled(choice)
    return _mistyped(old, random, len(old) // 5)


def verbs(template: Template, choice: int, random: Random) -> str:
    """A synonym, and a character."""
    new = _said_otherwise(template.filled(choice))
    return _mistyped(new, random, 1)


def longer(template: Template, choice: int, random: Random) -> str:
    """Words put in before a comma or in front."""
    old, words = template.filled(choice), random.choice(ADDED)
    if words.startswith("，"):
        return old[:-1] + words + old[-1:]
    commas = [0, *(match.end() for match in re.finditer("[，：]", old))]
    at = random.choice(commas)
    return old[:at] + words + old[at:]


def shorter(template: Template, choice: int, random: Random) -> str:
    """A clause of three or more cut, or a character of fewer ones."""
    clauses = template.filled(choice).split("，")
    if len(clauses) < 3:
        return typos(template, choice, random)
    del clauses[random.randrange(1, len(clauses) - 1)]
    return "，".join(clauses)


def respelled(template: Template, choice: int, random: Random) -> str:
    """The other script and its words, and one slot."""
    new = one_slot(template, choice, random)
    return next(
        (other for how in SPELLED if (other := view(new, how).text) != new), new
    )  # fmt: skip


def several(template: Template, choice: int, random: Random) -> str:
    """Numbers, a synonym, a word put in and one slot: a heavy correction."""
    new = _said_otherwise(one_slot(template, choice, random))
    new = NUMERAL.sub(lambda _: random.choice("一二三四五六七八九"), new, count=2)
    at = new.find("，") + 1
    return new[:at] + random.choice(ADDED[1:4]) + new[at:]


CORRECTIONS: dict[str, Callable[[Template, int, Random], str]] = {
    each.__name__: each
    for each in (
        one_slot, two_slots, numbers, typos, retouched, verbs, longer, shorter, respelled, several,
    )
}  # fmt: skip


def _with_other(template: Template, choice: int, slots: list[int]) -> str:
    choices = [(choice + 1) % 3 if at in slots else choice for at, _ in enumerate(template.parts)]
    return template.filled(*choices)


def _mistyped(text: str, random: Random, count: int) -> str:
    letters = list(text)
    places = [at for at, letter in enumerate(letters) if letter.isalnum()]
    for at in random.sample(places, count):
        letters[at] = random.choice("務對所成方面於進展市民同區多力")
    return "".join(letters)


def _said_otherwise(text: str) -> str:
    return next((text.replace(word, WORDS[word], 1) for word in WORDS if word in text), text)


def editions(pairs: list[Pair], half: str, seed: int) -> Iterator[tuple[Pair, str, str, str]]:
    """Each pair in articles: how, the article before and after.

    Once in a paragraph of its own, once within one, once beside another of the same build, and once
    in a paragraph that was moved.
    """
    random = Random(seed)
    for pair in pairs:
        for way in WAYS:
            parts = random.choice(articles(half)).split("\n\n")
            at = random.randrange(2, len(parts) - 3)
            near = [random.choice(pairs).old for _ in range(2)]
            if way == "look-alikes":
                if not pair.others:
                    continue
                near[random.randrange(2)] = pair.others[-1]
            if {pair.old, pair.new} & set(near):
                near = ["以下由本報整理。", "讀者來信請寄本報。"]
            between = "" if way == "one line" else "\n\n"
            there = at + 2 if way == "moved" else at
            old, new = (
                "\n\n".join([*parts[:to], between.join([near[0], each, near[1]]), *parts[to:]])
                for each, to in ((pair.old, at), (pair.new, there))
            )
            yield pair, way, old, new

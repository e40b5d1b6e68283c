"""Whether a line repeats a neighbour, as a caption does that was copied along."""

from __future__ import annotations

import re
from collections.abc import Sequence

DISCOURSE = re.compile(
    "[這这那其此但而並并所我你您他她它据據]|因此|然而|不[過过]|稍[後后]|意思|答案|比如|例如|另外|[當当]|如果|[雖虽]然"
    "|[盡儘尽]管|即使|[畢毕]竟|目前|相比|根[據据]|有人|一切|[結结]果|[於于]是|[後后][來来]|最[後后終终]|[從从]此|今天|明天|昨天"
)
_PREDICATE = re.compile(
    "是|有|[為为]|[會会]|能|要|[將将]|了|已|不|可|[說说]|[稱称]|就|也|都|[讓让]|被|把|在|表示|[認认][為为]|[沒没]|未|很|更|最|只|又|再"
    "|[還还]|才|卻|却|[過过]|起[來来]|[來来]了|[開开]始|[繼继][續续]|[離离][開开]|地|得"
)
_PUNCTUATION = re.compile(r"[\W_]+")
_VARIANTS = str.maketrans(
    "佈裏麽臺爲着綫羣啓週佔註託併遊餘滙迴", "布裡麼台為著線群啟周占注托并游余匯回"
)
"""Characters that writers mix freely, so that a caption and its paragraph may differ in them."""
_NEIGHBOURS = 14
"""A caption repeats a paragraph at most this many lines away."""


class Neighbours:
    """The lines without punctuation, to see which words of a line stand in its neighbours."""

    def __init__(self, lines: Sequence[str]) -> None:
        self.lines = lines
        self.bare = [
            _PUNCTUATION.sub("", line).translate(_VARIANTS) if len(line) <= 2000 else ""
            for line in lines
        ]

    def repeat(self, place: int) -> bool:
        """Whether a line is a short sentence that repeats a neighbour or only names a thing."""
        line = self.lines[place]
        if len(line) > 60 or line[-1] != "。" or line.count("。") > 1 or line[0] in "據据":
            return False
        bare = self.bare[place]
        pairs = [bare[at : at + 2] for at in range(len(bare) - 1)]
        if len(pairs) < 3:
            return False
        around = range(max(0, place - _NEIGHBOURS), min(len(self.bare), place + _NEIGHBOURS + 1))
        needed = 0.9 if DISCOURSE.match(line) else 0.6
        for other in around:
            if (
                other != place
                and len(self.lines[other]) > len(line) * 1.15
                and (_shares(pairs, self.bare[other], needed))
            ):
                return True
        if len(line) > 30 or "，" in line or DISCOURSE.match(line) or _PREDICATE.search(line):
            return False
        others = [self.bare[other] for other in around if other != place]
        return any(sum(pair in other for other in others) >= 3 for pair in pairs)


def _shares(pairs: Sequence[str], other: str, needed: float) -> bool:
    """Whether at least the share `needed` of the character pairs is in `other`."""
    misses = int(len(pairs) * (1 - needed) + 1e-9)
    for pair in pairs:
        if pair not in other:
            misses -= 1
            if misses < 0:
                return False
    return True

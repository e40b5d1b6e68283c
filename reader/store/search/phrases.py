"""Phrases that many articles share, so that long words can be counted without looking at texts.

The pairs of a long word may stand apart in a text, so the index alone cannot say that the word is
there, and looking at a quarter of all texts takes too long. So each time the library has doubled,
what many articles of a sample share (names, set phrases, lines that end every article) is learnt
as phrases; later articles are indexed by those that stand in them. A text that has a phrase has
every word in it. Phrases only save work: what is found does not depend on them.
"""

from __future__ import annotations

import re
import sqlite3
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence

from reader.store import settings

FIRST = 1000
"""Articles from which on it pays to learn phrases in a library; then each time it doubles."""

SAMPLE = 200
"""Articles that are compared."""

END = 500
"""Code points that are compared of an article's beginning, and as many of its end."""

SHARE = 0.1
"""The part of the sample that has to share a phrase."""

LENGTHS = range(3, 9)
"""Code points of what is looked for; what is longer is found by its parts."""

MOST = 1000
"""Phrases of a library."""

ROOM = 100
"""Phrases of an article, on the average: a tenth of what its grams take."""

_ENDS = re.compile("[。!?]+| {2,}")
"""End of a sentence or a paragraph, folded: words around it hardly belong together."""

_MARKS = 0x100000
"""The code point that stands in the index for the phrase with number 0."""


def latest(connection: sqlite3.Connection) -> int:
    """The number of the newest phrase; 0 without any."""
    (number,) = connection.execute("SELECT coalesce(max(number), 0) FROM search_phrase").fetchone()
    return int(number)


def tokens(connection: sqlite3.Connection, text: str, newest: int) -> list[str]:
    """Index tokens of the phrases that a fold holds, of those up to the number `newest`."""
    known = connection.execute(
        "SELECT number, text FROM search_phrase WHERE number <= ?", (newest,)
    )
    return [chr(_MARKS + number) for number, phrase in known if phrase in text]


def tokens_with(connection: sqlite3.Connection, form: str) -> list[str]:
    """Index tokens of the phrases that hold certain words."""
    known = connection.execute("SELECT number, text FROM search_phrase")
    return [chr(_MARKS + number) for number, phrase in known if form in phrase]


def learn(connection: sqlite3.Connection, number: int) -> None:
    """Learn phrases if the article of this number, the newest, doubles the library."""
    if number < FIRST or number % FIRST or (number // FIRST).bit_count() != 1:
        return
    if number <= int(settings.get(connection, settings.LEARNT) or 0):
        return  # the newest article was only written again
    settings.put(connection, settings.LEARNT, str(number))
    from reader.store.search.grams import decoded, shown

    numbers = range(number, 0, -max(1, number // SAMPLE))
    rows = (
        connection.execute("SELECT text FROM search_text WHERE number = ?", (each,)).fetchone()
        for each in numbers
    )
    texts = [_ends_of(decoded(shown(row[0]))) for row in rows if row]
    known = [row[0] for row in connection.execute("SELECT text FROM search_phrase")]
    connection.executemany(
        "INSERT INTO search_phrase (text) VALUES (?)",
        [(phrase,) for phrase in shared(texts, known)[: max(0, MOST - len(known))]],
    )


def _ends_of(text: str) -> str:
    """The beginning and the end of a text, where most of what articles share stands."""
    return text if len(text) <= 2 * END else f"{text[:END]}。{text[-END:]}"


def shared(texts: Sequence[str], known: Iterable[str] = ()) -> list[str]:
    """Phrases that many of some texts share, but for those known to be shared.

    First the longest runs in which every three characters are shared, then what is shared also
    without them; the most common first.
    """
    least = max(2, int(SHARE * len(texts)))
    common = _common(texts, LENGTHS[0], least)
    runs = Counter(run for text in texts for run in set(_runs(text, common)))
    chosen = dict.fromkeys(known, True)
    room = float(ROOM * len(texts) - sum(phrase in text for phrase in chosen for text in texts))
    here = [[phrase for phrase in chosen if phrase in text] for text in texts]
    found: list[str] = []

    def take(phrase: str) -> None:
        nonlocal room
        if phrase in chosen or room < least:
            return
        holders = [number for number, text in enumerate(texts) if phrase in text]
        if room < len(holders):
            return
        room -= len(holders)
        chosen[phrase] = False
        found.append(phrase)
        for number in holders:
            here[number].append(phrase)

    for run, count in runs.most_common():
        if count >= least:
            take(run)
    for length in LENGTHS:
        parts = {phrase: _parts(phrase, length) for phrase in chosen}
        bare: Counter[str] = Counter()
        for text, phrases in zip(texts, here, strict=True):
            shared_already = (parts[phrase] for phrase in phrases)
            bare.update(_grams(text, length, common).difference(*shared_already))
        for gram, count in bare.most_common():
            if count < least:
                break
            take(gram)
    return found


def _common(texts: Iterable[str], length: int, least: int) -> Collection[str]:
    """Parts of a certain length, in code points, that at least `least` texts hold."""
    counts = Counter(part for text in texts for part in _parts(text, length))
    return {part for part, count in counts.items() if count >= least}


def _runs(text: str, common: Collection[str]) -> Iterator[str]:
    """The longest parts of a text's sentences of which every three characters are common."""
    size = LENGTHS[0]
    for sentence in _ENDS.split(text):
        start = None
        for at in range(len(sentence) - size + 2):
            if sentence[at : at + size] in common:
                start = at if start is None else start
            elif start is not None:
                yield sentence[start : at + size - 1]
                start = None


def _grams(text: str, length: int, common: Collection[str]) -> set[str]:
    """The parts of a text of a certain length of which every three characters are common."""
    return {part for run in _runs(text, common) for part in _parts(run, length)}


def _parts(text: str, length: int) -> set[str]:
    """The parts of a text of a certain length."""
    return {text[at : at + length] for at in range(len(text) - length + 1)}

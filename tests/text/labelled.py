"""Articles written for the tests, with a role before each line and ‖ between sentences."""

from dataclasses import dataclass
from pathlib import Path

from reader.model import Role

DATA = Path(__file__).parent / "data"
CODES = {
    "T": Role.HEADING,
    "H": Role.HEADING,
    "C": Role.CAPTION,
    "N": Role.EDITOR_NOTE,
    "A": Role.ATTRIBUTION,
    "B": Role.BODY,
}


@dataclass(frozen=True)
class Labelled:
    """An article with what a careful reader says of it."""

    name: str
    title: str
    text: str
    roles: list[Role]
    sentences: list[str]


def load(folder: str) -> list[Labelled]:
    return [_read(path) for path in sorted((DATA / folder).glob("*.txt"))]


def _read(path: Path) -> Labelled:
    lines, roles, sentences, title = [], [], [], ""
    for line in path.read_text(encoding="utf-8").split("\n"):
        code, tab, words = line.partition("\t")
        if not tab:
            lines.append(line)
            continue
        indent = code[: len(code) - len(code.lstrip())]
        lines.append(indent + words.replace("‖", ""))
        roles.append(CODES[code.strip()])
        sentences.extend(part.strip() for part in words.split("‖"))
        if code.strip() == "T":
            title = words.replace("‖", "")
    return Labelled(path.stem, title, "\n".join(lines), roles, sentences)

"""The words of a query, for the full-text index and for looking at folds one by one."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from reader.model.search import Query, Term
from reader.store.search.grams import encoded, holds, is_certain, needed

Test = Callable[..., bool]
"""Test of encoded folds for the words."""


@dataclass(frozen=True, slots=True)
class TermWords:
    """The terms of a query: those that have to stand somewhere, and those that may not."""

    wanted: tuple[tuple[str, ...], ...]
    unwanted: tuple[tuple[str, ...], ...]

    @classmethod
    def of(cls, query: Query) -> TermWords:
        """The forms of each term of a query."""
        return cls(
            tuple(_forms(term) for term in query.terms if not term.negated),
            tuple(forms for term in query.terms if term.negated and (forms := _forms(term))),
        )

    @property
    def impossible(self) -> bool:
        """Whether some wanted term stands in no text at all."""
        return not all(self.wanted)

    def match(self, mark: str = "") -> str:
        """MATCH expression for texts that may hold every wanted term.

        `mark` stands before each gram, as `grams.TITLE` does.
        """
        return " AND ".join(_either(forms, mark) for forms in self.wanted)

    def match_any(self) -> str:
        """MATCH expression for texts that may hold one of the wanted terms."""
        return _either((form for forms in self.wanted for form in forms), "")

    def match_unwanted(self, mark: str = "") -> str:
        """MATCH expression for those of them that may hold an unwanted one."""
        either = _either((form for forms in self.unwanted for form in forms), mark)
        return f"{self.match(mark)} AND {either}" if self.wanted else either

    def match_certain(self, phrases: Callable[[str], list[str]], *, apart: bool) -> str:
        """MATCH expression for texts that hold every wanted term for certain.

        `phrases` gives the words of the index that a text has only if it holds a form; with
        `apart` its grams do not show whether they are of the text. Empty if it knows too little.
        """
        parts = []
        for forms in self.wanted:
            known = [
                f'"{token}"'
                for form in forms
                for token in (needed(form) if is_certain(form) and not apart else phrases(form))
            ]
            if not known:
                return ""
            parts.append(f"({' OR '.join(known)})")
        return " AND ".join(parts)

    @property
    def certain(self) -> bool:
        """Whether every text that the index names for the wanted terms holds them."""
        return all(is_certain(form) for forms in self.wanted for form in forms)

    @property
    def unwanted_certain(self) -> bool:
        """Whether every text that the index names for an unwanted term holds it."""
        return all(is_certain(form) for forms in self.unwanted for form in forms)

    def test(self) -> Test:
        """Whether some folds hold every wanted term, and none an unwanted one."""
        wanted, unwanted = _encoded(self.wanted), _encoded(self.unwanted)

        def test(*folds: bytes | None) -> bool:
            return _every(folds, wanted) and not any(_one(folds, forms) for forms in unwanted)

        return test

    def test_wanted(self) -> Test:
        """Whether some folds hold every wanted term."""
        wanted = _encoded(self.wanted)
        return lambda *folds: _every(folds, wanted)

    def test_unwanted(self) -> Test:
        """Whether some folds hold every wanted term and an unwanted one."""
        wanted, unwanted = _encoded(self.wanted), _encoded(self.unwanted)
        return lambda *folds: (
            any(_one(folds, forms) for forms in unwanted) and _every(folds, wanted)
        )


def _forms(term: Term) -> tuple[str, ...]:
    """The folds that a stored text can hold: no half of a surrogate pair ever is in one."""
    return tuple(
        form for form in term.forms if form and not any("\ud800" <= it <= "\udfff" for it in form)
    )


def _either(forms: Iterable[str], mark: str) -> str:
    """MATCH expression for texts that may hold one of some forms."""
    groups = (" AND ".join(f'"{mark}{gram}"' for gram in needed(form)) for form in forms)
    return "(" + " OR ".join(f"({group})" for group in groups) + ")"


def _encoded(terms: tuple[tuple[str, ...], ...]) -> list[list[bytes]]:
    return [[encoded(form) for form in forms] for forms in terms]


def _every(folds: tuple[bytes | None, ...], terms: list[list[bytes]]) -> bool:
    return all(_one(folds, forms) for forms in terms)


def _one(folds: tuple[bytes | None, ...], forms: list[bytes]) -> bool:
    return any(holds(fold, form) for fold in folds if fold is not None for form in forms)

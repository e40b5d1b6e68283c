"""Settings: one TOML file, checked when it is read, and a default for every key.

The file is `config.toml` in the user's settings folder for `meipi` (platformdirs), or the file
that MEIPI_CONFIG names. Without a file, every default holds. docs/configuration.md lists all keys.
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any, NamedTuple

from reader.errors import InputError
from reader.model.hook import Hook, hook_of
from reader.model.leaving import DefaultPrivacy

LANGUAGES = {"en": "en", "zh-hant": "zh_hant", "zh-hans": "zh_hans"}
"""The screen languages: their BCP 47 tags in lower case, and the names of their word tables."""

LARGEST = 64 * 1024
"""Bytes of the largest settings file that is read."""
LONGEST = 1000
"""Bytes of its longest line."""

_TRADITIONAL = {"hant", "tw", "hk", "mo"}


@dataclass(frozen=True, slots=True)
class Config:
    """Settings of the reader. Widths are terminal cells; `keymap` is binding id → keys.

    `publishing` has the `name` and `url` of who publishes checked claims, and the `page` they stand
    on, in whose address `{article}` and `{claim}` stand for ids. `private` says what is private
    unless somebody says otherwise: nothing, new notes, new annotations, or new articles as well.
    """

    language: str = "auto"
    theme: str = "ink"
    ambiguous_width: int = 1
    measure: int = 76
    spacing: str = "auto"
    autospace: bool = True
    strict: bool = True
    advance: bool = True
    hints: bool = False
    hooks: Mapping[str, Any] = field(default_factory=dict)
    annotator: str = ""
    approval: bool = False
    private: str = "nothing"
    backups: int = 5
    refresh_feeds: int = 0
    publishing: Mapping[str, str] = field(default_factory=dict)
    keymap: Mapping[str, str] = field(default_factory=dict)

    @property
    def default_privacy(self) -> DefaultPrivacy:
        """The same as questions that can be answered."""
        return DefaultPrivacy(self.private)

    @property
    def named_hooks(self) -> tuple[Hook, ...]:
        """The hooks, in the order of the settings."""
        made = (hook_of(name, written) for name, written in self.hooks.items())
        return tuple(hook for hook in made if hook is not None)


class _Rule(NamedTuple):
    """Rule for the value of a key; `expected` says it in signs that need no translation."""

    expected: str
    allows: Callable[[object], bool]


def _one_of(*choices: str | int) -> _Rule:
    shown = " | ".join(f'"{it}"' if isinstance(it, str) else str(it) for it in choices)
    # True equals 1 in Python, but `ambiguous_width = true` is a slip of the pen.
    return _Rule(shown, lambda value: not isinstance(value, bool) and value in choices)


def _is_language(value: object) -> bool:
    return isinstance(value, str) and (value == "auto" or language_table(value) is not None)


def _is_keymap(value: object) -> bool:
    return isinstance(value, dict) and all(
        isinstance(keys, str) and keys.strip() for keys in value.values()
    )


def _is_hooks(value: object) -> bool:
    return isinstance(value, dict) and all(hook_of(*each) for each in value.items())


def _is_publishing(value: object) -> bool:
    return (
        isinstance(value, dict)
        and value.keys() <= {"name", "url", "page"}
        and all(isinstance(text, str) and text.strip() for text in value.values())
        and all(_is_page(value[key]) for key in ("url", "page") if key in value)
    )


def _is_page(address: str) -> bool:
    """Whether a text is an address of the web, in which nothing but ids is left open."""
    filled = address.replace("{article}", "").replace("{claim}", "")
    return re.fullmatch(r'https?://[^\s/{}<>"][^\s{}<>"]*', filled) is not None


_SWITCH = _Rule("true | false", lambda value: isinstance(value, bool))

_RULES: dict[str, _Rule] = {
    "language": _Rule('"auto" | "en" | "zh-Hant" | "zh-Hans"', _is_language),
    "theme": _Rule('"ink" | "paper" | "…"', lambda value: isinstance(value, str) and value != ""),
    "ambiguous_width": _one_of(1, 2),
    "measure": _Rule("20 … 200", lambda value: type(value) is int and 20 <= value <= 200),
    "spacing": _one_of("auto", "open", "tight"),
    "autospace": _SWITCH,
    "strict": _SWITCH,
    "advance": _SWITCH,
    "hints": _SWITCH,
    "hooks": _Rule('[hooks]  name = ["program", "argument"]', _is_hooks),
    "annotator": _Rule('"…"', lambda value: isinstance(value, str)),
    "approval": _SWITCH,
    "private": _one_of("nothing", "notes", "annotations", "articles"),
    "backups": _Rule("0 … 365", lambda value: type(value) is int and 0 <= value <= 365),
    "refresh_feeds": _Rule("0 … 10080", lambda value: type(value) is int and 0 <= value <= 10080),
    "publishing": _Rule(
        '[publishing]  name = "…", url = "https://…", page = "https://…/{article}#{claim}"',
        _is_publishing,
    ),
    "keymap": _Rule('[keymap]  id = "key,key"', _is_keymap),
}


def language_table(name: str) -> str | None:
    """The word table that a language name means (`zh-Hant`, `zh_hant`, …), or None."""
    return LANGUAGES.get(name.replace("_", "-").lower())


def language_from(environ: Mapping[str, str]) -> str:
    """The word table for a POSIX locale: the first of LC_ALL, LC_MESSAGES and LANG that is set.

    Chinese is Traditional for Taiwan, Hong Kong, Macau and the script subtag Hant, as is Cantonese
    without a script; any other Chinese is Simplified, and every other language is English.
    """
    names = (environ.get(name, "") for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    locale = next(filter(None, names), "")
    parts = locale.split(".")[0].split("@")[0].replace("-", "_").lower().split("_")
    if parts[0] not in ("zh", "yue"):
        return "en"
    if "hans" in parts:
        return "zh_hans"
    return "zh_hant" if parts[0] == "yue" or _TRADITIONAL & set(parts) else "zh_hans"


def words_language(setting: str, environ: Mapping[str, str] | None = None) -> str:
    """The word table to use for a `language` setting, which may be "auto"."""
    return language_table(setting) or language_from(os.environ if environ is None else environ)


def config_path() -> Path:
    """Path of the settings file."""
    named = os.environ.get("MEIPI_CONFIG")
    if named:
        return expanded(named)
    from platformdirs import user_config_path

    return user_config_path("meipi", appauthor=False) / "config.toml"


def expanded(name: str) -> Path:
    """A path as it was typed; `~` of somebody who is not known stays what it is."""
    try:
        return Path(name).expanduser()
    except (RuntimeError, ValueError):
        return Path(name)


def load(path: Path | None = None) -> Config:
    """The settings in `path`, or in the user's own file; the defaults if there is no such file.

    Raises InputError: `config_unreadable`, `config_too_large`, `config_syntax`, `config_nested`,
    `config_unknown_key`, `config_invalid`.
    """
    path = path or config_path()
    data = _read(path)
    if data is None:
        return Config()
    # A key of very many parts takes tomllib minutes.
    if len(data) > LARGEST or max(map(len, data.splitlines()), default=0) > LONGEST:
        raise InputError("config_too_large", path=path, largest=LARGEST // 1024, longest=LONGEST)
    return _checked(path, _parse(path, data))


def _read(path: Path) -> bytes | None:
    """The bytes of a plain file, not many more than are allowed; None if there is none."""
    try:
        # A pipe or a device could keep us waiting for ever.
        with open(path, "rb", opener=_without_waiting) as file:
            if stat.S_ISREG(os.fstat(file.fileno()).st_mode) or str(path) == os.devnull:
                return file.read(LARGEST + 1)
    except FileNotFoundError:
        return None
    except (OSError, ValueError) as error:
        raise InputError("config_unreadable", path=path) from error
    raise InputError("config_unreadable", path=path)


def _without_waiting(path: str, flags: int) -> int:
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def _parse(path: Path, data: bytes) -> dict[str, Any]:
    import tomllib

    try:
        # Windows editors put a byte order mark first, which TOML does not allow.
        return tomllib.loads(data.decode("utf-8-sig"))
    except RecursionError as error:
        raise InputError("config_nested", path=path) from error
    except ValueError as error:  # also for a number of thousands of digits
        raise InputError("config_syntax", path=path, reason=error) from error


def _checked(path: Path, values: dict[str, Any]) -> Config:
    for key, value in values.items():
        rule = _RULES.get(key)
        if rule is None:
            known = ", ".join(setting.name for setting in fields(Config))
            raise InputError("config_unknown_key", path=path, key=key, known=known)
        if not rule.allows(value):
            raise InputError("config_invalid", path=path, key=key, expected=rule.expected)
    return Config(**values)

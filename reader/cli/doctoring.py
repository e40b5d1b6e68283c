"""`meipi doctor`: is everything in order, and backups."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from reader.cli import completion
from reader.cli.options import common_options
from reader.cli.output import line, print_json
from reader.cli.progress_bars import AFTER, ProgressBar
from reader.cli.state import State
from reader.words import Words

if TYPE_CHECKING:
    from reader.library.health.doctor import Finding, HealthReport, Progress, Restored

# File names and the like stand alone; what is quoted stands in quotation marks of its own.
_QUOTED = {"anchor_missing", "anchor_wrong", "anchor_context", "draft_hidden"}


@dataclass(frozen=True, slots=True)
class Asked:
    """The deeds besides looking."""

    mend: bool
    back_up: bool
    restore: str | None


@click.command("doctor")
@click.option("--repair", is_flag=True, help="Mend what can be mended safely, after a backup.")
@click.option("--backup", is_flag=True, help="Make a verified backup now.")
@click.option(
    "--restore",
    metavar="BACKUP",
    shell_complete=completion.backup,
    help="Put a backup in place: a file, or “newest” for the newest that is whole.",
)
@click.option("--json", "as_json", is_flag=True, help="Print a list of findings as JSON.")
@common_options
@click.pass_context
def command(
    ctx: click.Context, repair: bool, backup: bool, restore: str | None, as_json: bool
) -> None:
    """Check the library: database, texts, annotations, files, search index and backups.

    Nothing is changed unless it is asked for. Ends with 1 if something is wrong. A damaged
    database is replaced by the newest whole backup with --restore newest, set aside, and what it
    still holds beyond the backup is taken over. With --repair as well, what has times more than
    a day ahead is taken over, too, and gets times of now.

    \b
    Example:  meipi doctor
              meipi doctor --backup
              meipi doctor --repair
    """
    if restore is not None and backup:
        raise click.UsageError("--restore needs no --backup: it keeps the database it replaces.")
    state = ctx.ensure_object(State)
    from reader.library import locate
    from reader.library.git.checkout import keep_out

    root = locate(state.library or None, os.environ, Path.cwd(), make=False).absolute()
    if repair or backup or restore is not None:
        notice = keep_out(root / "annotations.db")
        if notice is not None:
            state.print_notice(notice)
    report, messages = _carry_out(root, Asked(repair, backup, restore), state.words)
    report = with_settings(report, state)
    if as_json:
        print_json(list(fields(report, state.words)))
        for each in messages:
            click.echo(each, err=True)
    else:
        for each in (*messages, *rows(report, state.words)):
            click.echo(each)
    ctx.exit(0 if report.in_order else 1)


def with_settings(report: HealthReport, state: State) -> HealthReport:
    """A report that says of the settings, too, what is wrong with them."""
    from reader.store.repair.checks.finding import Finding

    error = state.settings_error()
    if error is None:
        return report
    wrong = Finding("settings", params={"reason": state.message(error)})
    return replace(report, findings=(wrong, *report.findings))


def _carry_out(root: Path, asked: Asked, words: Words) -> tuple[HealthReport, list[str]]:
    """Do what is asked; returns the report afterwards, and the words about what was done."""
    from reader.library.health import doctor
    from reader.library.health import repair as mending

    messages: list[str] = []
    if asked.restore is not None:
        messages += _restored(doctor.restore(root, asked.restore, any_time=asked.mend), words)
    if asked.back_up:
        messages.append(words("doctor.backed_up", path=line(str(doctor.back_up(root)))))
    with progress(words) as show:
        report = mending.repair(root, show) if asked.mend else doctor.examine(root, show)
    return report, messages


def _restored(done: Restored, words: Words) -> Iterator[str]:
    yield words("doctor.restored", path=line(str(done.source)))
    if done.rows:
        counts = {"annotations": "annotation", "articles": "article"}
        gaps = {name: done.rows.get(table, 0) for name, table in counts.items()}
        others = sum(done.rows.values()) - sum(gaps.values())
        yield words("doctor.salvaged", others=others, **gaps)
    if done.kept:
        yield words("doctor.spared", count=done.spared, path=line(str(done.kept)))
    if done.unused:
        yield words("doctor.restored_unused", reason=line(done.unused))
    if done.without and done.without.changes:
        lost = done.without
        yield words("doctor.restored_without", changes=lost.changes, since=lost.since)
    if done.aside:
        yield words("doctor.aside", path=line(str(done.aside)))


@contextmanager
def progress(words: Words, after: float = AFTER) -> Iterator[Progress]:
    """A bar on stderr if that is a terminal and it takes longer than a moment; gone afterwards."""
    bar = ProgressBar(after)

    def show(check: str, done: int, total: int) -> None:
        bar.show(done / total if total else 1.0, check, lambda: words(f"doctor.checking.{check}"))

    try:
        yield show
    finally:
        bar.clear()


def rows(report: HealthReport, words: Words) -> Iterator[str]:
    """A report as lines for people: what was mended, what is wrong, what is worth knowing."""
    from reader.library.health.doctor import UNUSABLE

    for name, count in report.repaired:
        yield words(f"doctor.mended.{name}", count=count)
    gaps = {
        "articles": report.articles,
        "annotations": report.annotations,
        "backups": report.backups,
    }
    wrong = [finding for finding in report.findings if not finding.hint]
    if not wrong:
        yield words("doctor.in_order", **gaps)
    elif not any(finding.code in UNUSABLE for finding in wrong):  # else nothing was counted
        yield words("doctor.counted", count=len(wrong), **gaps)
    for finding in sorted(report.findings, key=lambda each: each.hint):
        mark = "*" if finding.repairable else "-"
        yield f"{mark} {sentence(finding, words)}"
    if any(finding.repairable for finding in report.findings):
        yield words("doctor.repair_helps")


def sentence(finding: Finding, words: Words) -> str:
    """The message of a finding, as one line that is safe on a terminal."""
    comma = "”, “" if words.language == "en" else "」「"
    items = (comma if finding.code in _QUOTED else ", ").join(finding.items)
    if finding.count > len(finding.items) > 0:
        items = words("doctor.and_more", items=items)
    gaps = {name: line(value) for name, value in finding.params.items()}
    return words(f"doctor.{finding.code}", count=finding.count, items=line(items), **gaps)


def fields(report: HealthReport, words: Words) -> Iterator[dict[str, Any]]:
    """A report as JSON values: what was mended, then what was found."""
    for name, count in report.repaired:
        text = words(f"doctor.mended.{name}", count=count)
        yield {"code": f"mended_{name}", "text": text, "count": count, "hint": True}
    for finding in report.findings:
        yield {
            "code": finding.code,
            "text": sentence(finding, words),
            "count": finding.count,
            "items": list(finding.items),
            "hint": finding.hint,
            "repairable": finding.repairable,
            **{name: value for name, value in finding.params.items() if name != "items"},
        }

"""Reports of `meipi feeds`: lines for people, values for programs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict
from typing import Any

import click

from reader.analysis.refreshed import head_lines, page_notice
from reader.cli.output import line, print_json
from reader.cli.state import State
from reader.model.feed import Feed, FeedOutcome, Problem, Refreshed
from reader.words.times import local_time


def rows(feed: Feed, state: State) -> list[str]:
    """A feed for people: its title, where it is and what it brought in, and what is wrong."""
    words = state.words
    about = [feed.folder, feed.url]
    about.append(words("cli.feeds.articles", articles=feed.articles, unread=feed.unread))
    if feed.full_text:
        about.append(words("cli.feeds.full_text"))
    about.append(
        words("cli.feeds.checked", when=local_time(feed.checked))
        if feed.checked
        else words("cli.feeds.never")
    )
    lines = [line(feed.name), f"    {line(' · '.join(filter(None, about)))}"]
    if feed.problem:
        lines.append(f"    ! {_fault(feed.problem, state)}")
    return lines


def fields(feed: Feed, state: State) -> dict[str, Any]:
    """A feed as JSON values; what is wrong also in words."""
    values = asdict(feed)
    if feed.problem:
        values["problem"] = {"code": feed.problem.code, "message": _fault(feed.problem, state)}
    return values


def report_refresh(
    ctx: click.Context, state: State, refreshed: Refreshed, *, as_json: bool
) -> None:
    """Say what came in, feed by feed, and what is wrong; the latter ends with 1."""
    words = state.words
    for outcome in refreshed.problems:
        if outcome.problem:
            message = f"{line(outcome.feed.name)}: {_fault(outcome.problem, state)}"
            click.echo(f"meipi: {message}", err=True)
    if as_json:
        print_json([_outcome(outcome, state) for outcome in refreshed.outcomes])
    else:
        for outcome in refreshed.outcomes:
            if outcome.new or outcome.changed or outcome.pages:
                counts = {"new": outcome.new, "changed": outcome.changed}
                click.echo(words("cli.feeds.came", name=line(outcome.feed.name), **counts))
                for text in _details(outcome, state):
                    click.echo(f"    {text}")
        for key, count in (
            ("cli.feeds.empty", sum(outcome.empty for outcome in refreshed.outcomes)),
            ("cli.feeds.fallbacks", sum(outcome.fallbacks for outcome in refreshed.outcomes)),
            ("cli.feeds.waiting", sum(outcome.waiting for outcome in refreshed.outcomes)),
        ):
            if count:
                click.echo(words(key, count=count), err=True)
        totals = {"new": refreshed.new, "changed": refreshed.changed}
        click.echo(words("cli.feeds.sum", failed=len(refreshed.problems), **totals), err=True)
    if refreshed.problems:
        ctx.exit(1)


def pairs(published: Mapping[str, tuple[str, str]]) -> dict[str, dict[str, str]]:
    """The heads of before and now, by name, as JSON values."""
    return {name: {"from": was, "to": now} for name, (was, now) in published.items()}


def _details(outcome: FeedOutcome, state: State) -> Iterator[str]:
    """The outcome of its articles beyond their number."""
    for head in outcome.heads:
        yield from head_lines(head, state.words, line)
    for page in outcome.pages:
        yield page_notice(page, state.words, line)
    if outcome.left_out:
        yield state.words("feeds.left_out", count=outcome.left_out)


def _outcome(outcome: FeedOutcome, state: State) -> dict[str, Any]:
    values = asdict(outcome)
    values["feed"] = outcome.feed.id
    for head_fields, change in zip(values["heads"], outcome.heads, strict=True):
        head_fields["published"] = pairs(change.published)
    found: dict[str, Any] = {"url": outcome.feed.url, "title": outcome.feed.title, **values}
    if outcome.problem:
        message = _fault(outcome.problem, state)
        found["problem"] = {"code": outcome.problem.code, "message": message}
    return found


def _fault(problem: Problem, state: State) -> str:
    """The fault of a feed, as one line."""
    return state.words.stored_error(
        problem.code, problem.params, lambda _, value: line(str(value)) or "–"
    )

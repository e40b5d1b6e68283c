"""Coroutines that run beside everything else, for as long as a screen is there."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from functools import partial
from typing import Any, cast

from textual.dom import DOMNode


def run_in_background(
    node: DOMNode,
    work: Callable[..., Coroutine[Any, Any, object]],
    *arguments: Any,
    group: str = "default",
    exclusive: bool = False,
) -> None:
    """Run a coroutine function; one that is `exclusive` ends those of its group.

    It is called when it begins, so that nothing is left over when the app ends before that.
    """
    node.run_worker(cast("Any", partial(work, *arguments)), group=group, exclusive=exclusive)

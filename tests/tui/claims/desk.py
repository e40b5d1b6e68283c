"""The desk as tests open it, and keys after which what it reads in threads is there."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from sitting import Sitting, sit_down


@asynccontextmanager
async def desk_of(folder: Path, size: tuple[int, int], title: str) -> AsyncIterator[Sitting]:
    async with sit_down(folder, size, title=title) as sitting:
        await press(sitting, "c")
        yield sitting


async def press(sitting: Sitting, *keys: str) -> None:
    """Press keys; what the desk reads in threads is there afterwards."""
    for key in keys:
        await sitting.press(key)
        desk = sitting.app.navigation.desk
        if desk is not None:
            await sitting.until(lambda desk=desk: not desk.busy)
    await sitting.settle()

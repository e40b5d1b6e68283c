"""What is tested here is how tables are made."""

from collections.abc import Iterator

import fresh_tables
import pytest

from reader.store.db import apply_migrations as applying


@pytest.fixture(autouse=True, scope="module")
def tables_made_each_time() -> Iterator[None]:
    """Every database gets its tables from the migrations themselves."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(applying, "apply", fresh_tables.made_each_time)
        yield

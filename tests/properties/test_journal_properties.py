"""What the journal keeps of an action, and what it is called."""

from about import about
from hypothesis import given
from hypothesis import strategies as st

from reader.model.journal import JournalEntry
from reader.store.clocks.clocked_rows import Fields, RowChange
from reader.store.journal import Journalled, deeds, squeezed
from reader.tui.session.names import covered
from reader.words import load

Row = tuple[str, tuple[str, ...]]
State = dict[Row, Fields]
rows = st.sampled_from([("label", ("a", "甲")), ("queue", ("a",)), ("queue", ("b",))])
writes = st.lists(
    st.tuples(
        rows, st.dictionaries(st.sampled_from(["x", "y", "deleted"]), st.integers(0, 3), min_size=1)
    ),
    max_size=12,
)


def carried_out(written: list[tuple[Row, dict[str, int]]]) -> tuple[list[Journalled], State]:
    """Changes as they are made one after another, and the rows that they leave."""
    state: State = {}
    changes = []
    for row, fields in written:
        found = state.get(row)
        before = None if found is None else {name: found.get(name) for name in fields}
        state[row] = (found or {}) | fields
        changes.append(Journalled(RowChange(*row, before, dict(fields)), row[1][0]))
    return changes, state


@given(writes)
@about(squeezed)
def test_squeezed_changes_say_where_all_of_them_lead(
    written: list[tuple[Row, dict[str, int]]],
) -> None:
    changes, state = carried_out(written)
    short = squeezed(changes)
    keys = [(change.table, change.key) for change, *_ in short]
    assert keys == list(dict.fromkeys(row for row, _ in written))
    for change, *_ in short:
        assert change.before is None  # each row was made here
        assert change.after == state[change.table, change.key]
    again, _ = carried_out(written + written)
    for change, *_ in squeezed(again[len(written) :]):
        then = state[change.table, change.key]
        assert change.before == {name: then[name] for name in change.after}


_FIELDS = {
    "reading": ["read", "starred", "archived"],
    "queue": ["position", "deleted"],
    "article": ["own_title", "own_topics"],
    "saved_filter": ["name", "query", "position", "deleted"],
    "feed": ["url", "folder", "full_text", "added", "deleted"],
    "later": ["what"],
}
_VALUES = {"own_title": ["題", None], "own_topics": ["[]", '["甲"]', None]}


@st.composite
def shelf_changes(draw: st.DrawFn) -> RowChange:
    table = draw(st.sampled_from(sorted(_FIELDS)))
    names = draw(st.lists(st.sampled_from(_FIELDS[table]), min_size=1, unique=True))
    after: Fields = {name: draw(st.sampled_from(_VALUES.get(name, [0, 1]))) for name in names}
    before = draw(st.sampled_from([None, dict.fromkeys(names, 0)]))
    return RowChange(table, (draw(st.sampled_from("ab")),), before, after)


@given(st.lists(shelf_changes(), min_size=1, max_size=4))
@about(deeds.name)
def test_each_deed_has_a_word(changes: list[RowChange]) -> None:
    assert f"shelving.{deeds.name(changes)}" in load("zh_hant")
    assert deeds.name([*changes[:1], *changes[:1]]) == deeds.name(changes[:1])


@given(st.integers(0, 3), st.integers(0, 3))
@about(JournalEntry.wide, covered)
def test_more_than_one_mark_or_article_is_wide(articles: int, annotations: int) -> None:
    entry = JournalEntry(1, "marks", "a", articles, annotations)
    assert entry.wide == (max(articles, annotations) > 1)
    said = covered(entry, load("zh_hant"))
    assert str(annotations) in said
    assert (str(articles) in said) or articles < 2

"""What anchoring is measured with is edited as it says, and carried over."""

from random import Random

from benchmarks import anchoring
from reader.text.anchoring import reanchor

TEXT = "\n".join(f"第{number}段說的是另外一件事情，記者在{number}月見過。" for number in range(60))


def test_most_annotations_of_an_edited_article_are_carried_over() -> None:
    random = Random(1)
    new = anchoring.edited(TEXT, random)
    spans = anchoring.passages(TEXT, random)
    anchors = reanchor(TEXT, new, spans)
    assert len(anchors) == anchoring.ANNOTATIONS
    assert "更正啟事" in new
    assert sum(anchor.span is not None for anchor in anchors) > 0.8 * len(anchors)


def test_hard_pairs_are_as_long_as_they_are_called() -> None:
    for name, old, new in anchoring.hard(TEXT, Random(1)):
        assert len(old) > 0.9 * len(TEXT), name
        assert new != old, name


def test_the_floors_of_anchoring_find_what_is_common() -> None:
    assert anchoring.common(TEXT, TEXT) == len(TEXT) - anchoring.STRETCH + 1
    assert anchoring.common(TEXT, TEXT[::-1]) < len(TEXT) / 10
    assert anchoring.blocks(TEXT, TEXT) == 2  # all of it, and the end

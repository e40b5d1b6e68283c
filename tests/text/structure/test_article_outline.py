"""The flat outline that a stored revision carries."""

from reader.model import Role
from reader.text.sentences import split
from reader.text.structure import parse
from reader.text.structure.outline import outline_of
from tests.text.labelled import DATA

SEED = (DATA / "seed_article.txt").read_text(encoding="utf-8")


def test_the_seed_has_71_paragraphs_78_sentences_and_75_claims():
    outline = outline_of(parse(SEED))

    assert (len(outline.roles), len(outline.sentence_roles), outline.claims) == (71, 78, 75)
    assert [outline.heading(section, SEED) for section in range(len(outline.sections))] == [
        None, None, "不必要直接下場造車", "不一樣的「造車」戰略",
    ]  # fmt: skip
    assert bytes(outline.levels) == b"\x01\x01\x02\x02"


def test_sentences_lie_in_their_paragraphs_and_have_their_roles():
    article = parse(SEED)
    outline = outline_of(article)
    sentences = [outline.sentence(j) for j in range(len(outline.sentence_roles))]

    assert sentences == split(SEED)
    for number, paragraph in enumerate(article.paragraphs):
        own = range(outline.first_sentence[number], outline.first_sentence[number + 1])
        assert own
        assert outline.role(number) is paragraph.role
        for j in own:
            assert paragraph.start <= sentences[j].start < sentences[j].end <= paragraph.end
            assert outline.sentence_roles[j] == outline.roles[number]


def test_headings_and_attributions_are_no_claims():
    outline = outline_of(parse(SEED))
    barred = {
        outline.role(outline.paragraph_at(outline.sentence(j).start))
        for j in range(len(outline.sentence_roles))
        if not outline.is_claim(j)
    }

    assert barred == {Role.HEADING, Role.ATTRIBUTION}


def test_an_empty_article_has_an_empty_outline():
    outline = outline_of(parse(""))

    assert (outline.claims, len(outline.sections), list(outline.first_sentence)) == (0, 0, [0])

"""What a check can come to, where verdicts of one's own are called like something else."""

from reader.model import Status, Verdict
from reader.model.code_book import VERDICTS
from reader.tui.session.check_choices import check_choices
from reader.words import load


def test_every_verdict_and_state_can_be_chosen_whatever_it_is_called() -> None:
    words = load("zh_hant")
    known, same, state = Verdict(VERDICTS["correct"]), Verdict("a", "正確"), Verdict("b", "要查")
    choices = check_choices(words, (known, same, state))
    assert choices == {
        "未查": {"status": Status.UNCHECKED},
        "正確": {"verdict": known},
        "正確 (2)": {"verdict": same},
        "要查": {"verdict": state},
        "要查 (2)": {"status": Status.TO_CHECK},
        "已詢問": {"status": Status.ASKED},
    }


def test_no_more_verdicts_are_offered_than_have_a_digit() -> None:
    scale = [Verdict(str(it), f"第{it}級") for it in range(12)]
    choices = check_choices(load("en"), scale)
    assert len(choices) == 10
    assert list(choices)[7:] == ["第6級", "to check", "asked"]

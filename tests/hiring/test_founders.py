"""Conversations with simulated founders keep what was measured; `make judge` measures more of them."""

from content import Content
from tests.judge.founders import KINDS, lines, measure, understood

EACH = 12


def test_few_questions_find_the_role_that_founders_have_in_mind(content: Content) -> None:
    stated, unsure, writing, *_ = measure(content, each=EACH)
    assert stated.founders == EACH * len(content.questions.readings)
    assert stated.right >= 0.95
    assert stated.questions <= 4 < stated.form_questions
    assert stated.right >= stated.form_right - 0.02
    assert min(unsure.right, writing.right) >= 0.9
    assert min(stated.by_role.values()) >= 0.8


def test_the_same_seed_gives_the_same_founders_and_a_line_for_each_kind(content: Content) -> None:
    once, again = measure(content, seed=3, each=1), measure(content, seed=3, each=1)
    assert once == again != measure(content, seed=4, each=1)
    assert sum(kind.name in line for kind in KINDS for line in lines(once)) == 2 * len(KINDS)


def test_replies_in_own_words_are_heard_as_meant_or_not_at_all(content: Content) -> None:
    right, wrong = understood(content, "seen")
    assert right >= 0.95
    unseen, unseen_wrong = understood(content, "unseen")
    assert unseen >= 0.8
    assert max(wrong, unseen_wrong) <= 0.03, "one of 46"

"""What a denial reaches is no sign of its opposite; questions of theirs are no answers; guesses count."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.hiring.reading.denial import denied
from bot.hiring.reading.needs import NeedReader
from bot.hiring.reading.phrases import words_of
from bot.hiring.scoping.conversation import Conversation
from bot.hiring.scoping.moves import Advance
from bot.hiring.scoping.scope import Choose, Scope, Write
from content.loading import load_content

CONTENT = load_content()
CONVERSATION = Conversation(CONTENT)
NOW = datetime(2026, 11, 2, tzinfo=UTC)

_DENIED = (
    ("we never wanted a chatbot", "chatbot"),
    ("we can't host llama here", "llama"),
    ("we cannot host llama here", "llama"),
    ("they won't touch servers", "servers"),
    ("we would rather not pay anthropic", "anthropic"),
    ("please prefer not to show invoices to gemini", "gemini"),
    ("it isn't about prompts", "prompts"),
    ("i did not say pretraining", "pretraining"),
    ("instead of prompts we want search", "prompts"),
    ("code rather than papers", "papers"),
    ("we want to stop using claude", "claude"),
    ("let us move away from gemini", "gemini"),
    ("we are moving off claude to mistral", "claude"),
    ("we must get rid of the cluster", "cluster"),
    ("a bot without any training", "training"),
    ("nobody here runs servers", "servers"),
    ("we no longer run servers", "servers"),
    ("this has nothing to do with retrieval", "retrieval"),
    ("none of the evaluation is theirs", "evaluation"),
    ("evaluation is not part of this job", "evaluation"),
    ("servers are not theirs", "servers"),
    ("tuning isn't needed", "tuning"),
)
_MEANT = (
    ("we can't live without search", "search"),
    ("they cannot do without evaluation", "evaluation"),
    ("not only search but evaluation", "search"),
    ("not just prompts", "prompts"),
    ("no problem with servers", "servers"),
    ("why not a chatbot", "chatbot"),
    ("not bad at retrieval", "retrieval"),
    ("nothing but retrieval", "retrieval"),
    ("no doubt about the chatbot", "chatbot"),
    ("no later than june the chatbot", "chatbot"),
    ("we are moving off claude to mistral", "mistral"),
    ("switch away from gemini to llama", "llama"),
    ("rather search than papers", "search"),
    ("no training, they serve models", "serve"),
    ("we don't train, but evaluation is ours", "evaluation"),
    ("never papers so prompts", "prompts"),
    ("not enough evaluation", "evaluation"),
    ("i am not sure about retrieval", "retrieval"),
    ("i don't know retrieval", "retrieval"),
    ("whether or not it is a chatbot", "chatbot"),
    ("it builds search from nothing", "search"),
    ("somebody who runs the cluster", "cluster"),
)


def test_a_denial_reaches_what_it_denies_and_no_further() -> None:
    for table, reached in ((_DENIED, True), (_MEANT, False)):
        for line, word in table:
            words = words_of(line)
            assert (words.index(word) in denied(words)) is reached, line


_HEARD = (
    # what is denied answers nothing, and is ruled out
    ("model", "we may not use gemini", "", "vendor"),
    ("model", "we won't go with claude", "", "vendor"),
    ("model", "no, I never said from scratch", "", "train"),
    ("hire", "we don't want somebody who writes prompts", "", "writer"),
    ("week", "not the servers", "", "servers"),
    ("part", "it isn't about the servers", "", "beneath"),
    # what stands outside of it counts
    ("model", "we move off claude to open weights on our own gpus", "run", ""),
    ("model", "no anthropic, we fine-tune mistral", "change", ""),
    ("week", "instead of papers, product code", "code", ""),
    ("part", "rather than the servers, the product around it", "software", ""),
    ("hire", "never mind servers, somebody who writes prompts", "writer", ""),
    ("outcome", "not the chatbot but a test report", "evidence", ""),
    ("part", "not the product, but the tests", "verdict", ""),
    # what only sounds like one stays
    ("outcome", "we cannot live without a chatbot", "feature", ""),
    ("outcome", "not only a chatbot, also search", "feature", ""),
    ("week", "nothing but prompts", "instructions", ""),
    ("hire", "why not somebody who builds features", "builder", ""),
    ("model", "no problem, openai", "vendor", ""),
    ("trouble", "we can't prove that it's safe", "risk", ""),
    ("paged", "no", "no", ""),
    ("model", "no language model in it", "no_model", ""),
    # it speaks of something else
    ("part", "nothing hurts, our board just asks", "", ""),
    ("week", "we don't have evals at all", "", ""),
)


def test_an_option_is_heard_outside_of_denials_only() -> None:
    wrong = []
    for asked, line, heard, ruled_out in _HEARD:
        said = CONVERSATION.hear(CONVERSATION.question(asked), line)
        no = [option for question, option in said.denies if question == asked]
        if (dict(said.answers).get(asked, ""), "".join(no[:1])) != (heard, ruled_out):
            wrong.append((line, said.answers, said.denies))
    assert not wrong


def _asking(asked: str) -> Scope:
    return CONVERSATION.begin("LLM engineer", "").model_copy(update={"asking": asked, "asked": (asked,)})


def _write(scope: Scope, words: str, minutes: int = 0) -> Advance:
    return CONVERSATION.advance(scope, Write(words=words, by="U1", at=NOW + timedelta(minutes=minutes)))


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("hm, and what's the difference to RAG", "looks things up"),
        ("could we start with a working student instead", "no answer to that"),
        ("must it be a senior?", "no answer to that"),
        ("what do others usually do?", "no answer to that"),
        ("who decides that?", "no answer to that"),
        ("could we simply buy a copilot?", "no answer to that"),
        ("who would you hire?", "for you to decide"),
        ("what have you understood?", "so far it looks like"),
        ("and which one is it", "so far it looks like"),
        ("can I see what you have", "so far it looks like"),
        ("would that change the role?", "so far it looks like"),
        ("how many gpus does that take", "no figures"),
    ],
)
def test_a_question_of_theirs_answers_nothing_and_gets_one_reply(line: str, told: str) -> None:
    before = _asking("hire")
    step = _write(before, line)
    assert (step.scope.answers, step.scope.remarks, step.scope.asking) == ((), (), "hire")
    assert len(step.heard) == 1
    assert told in step.heard[0]


def test_an_answer_may_be_put_as_a_question() -> None:
    for line in ("isn't it the first?", "the first, right?"):
        (given,) = _write(_asking("hire"), line).scope.answers
        assert given.choices == ("builder",)


def test_a_guess_beside_not_sure_counts() -> None:
    step = _write(_asking("outcome"), "maybe a chatbot for our customers. not sure")
    assert [each.choices for each in step.scope.answers] == [("feature",)]
    step = _write(_asking("hire"), "I don't know honestly. the drafts have to get shorter and friendlier")
    assert [each.choices for each in step.scope.answers] == [()]
    assert [each.words for each in step.scope.remarks] == ["the drafts have to get shorter and friendlier"]


def test_what_is_denied_speaks_for_nothing() -> None:
    for line in (
        "nothing hurts, our investors only ask",
        "no evals for us please",
    ):
        before = _asking("missed")
        after = _write(before, line).scope
        share = CONVERSATION.understanding(after).belief.shares
        was = CONVERSATION.understanding(before).belief.shares
        assert max(share[each] - was[each] for each in ("frontier_research", "eval_safety")) < 0.1, line
        assert after.asking == "missed", line


@pytest.mark.parametrize("line", ["no not that", "no, that's not it", "that's wrong"])
def test_not_that_takes_the_last_answer_back(line: str) -> None:
    step = CONVERSATION.advance(
        _asking("hire"), Choose(question="hire", choices=("tester",), by="U1", at=NOW)
    )
    assert step.scope.answers
    step = _write(step.scope, line, minutes=1)
    assert (step.scope.answers, step.scope.asking) == ((), "hire")
    assert step.heard[0].startswith("Taken out")


def test_a_denial_of_the_last_answer_is_no_correction_to_it() -> None:
    step = CONVERSATION.advance(
        _asking("model"), Choose(question="model", choices=("train",), by="U1", at=NOW)
    )
    step = _write(step.scope, "no, I never said from scratch", minutes=1)
    assert all("train" not in each.choices for each in step.scope.answers)
    assert [(each.question, each.option) for each in step.scope.ruled_out] == [("model", "train")]


def test_evidence_is_words_of_work() -> None:
    reader = NeedReader(CONTENT)
    for line in ("our ceo wants both", "who signs that", "the board wants that, get our own llama on it"):
        quotes = [each.quote for each in reader.read("", line).evidence if each.quote]
        assert not [quote for quote in quotes if not {"llama", "own"} & set(words_of(quote))], quotes

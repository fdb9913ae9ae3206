"""Kinds of lines that were once misunderstood, walked one after the other through one house.

Each row is a line of its kind, what its answer says, and after a "!" what it must not say.
"""

from datetime import timedelta

import pytest

from tests.handlers.conftest import House, words
from tests.handlers.requisitions import open_many

ROWS = """
# A question mark is a question, and no reason to stop understanding
which engineer do we need for a helpdesk assistant? | Applied LLM engineer | !What you can ask me
the bill from our model vendor tripled. who do we hire? | cannot tell | !What you can ask me
# What hurts is no duty
our assistant gives members wrong answers | I cannot tell yet which role | !Most likely: Evaluation
the model hallucinates and is too slow | I cannot tell | !Most likely: Evaluation
somebody to test the assistant before it ships | Evaluation and safety engineer
# Who asks for pay gets pay
market rate for a fine tuning engineer | $270k
what does an infra person make | $280k
wage for an applied llm engineer | $260k
what do prompt engineers earn | $140k
TC for applied | I have no figure for total pay | $260k
base for principal infra in Leeds? | No figure for principal in Leeds | No figure for principal
why are applied people so pricey, what do they earn | $260k
# A currency sign in front
$130k for a prompt engineer | below
€150k prompt engineer | $140k
# Links, mail addresses, telephones, quotes and blanks as programs make them
salary\u00a0infra senior\u00a0240k | $280k
role “infra” | Mistaken for
what does an ‘applied’ LLM engineer do? | Applied LLM engineer
role infra\u200b\u2060 | Mistaken for
# Not means not
what must i not ask in an interview | What to leave unasked
which questions are illegal in interviews | What to leave unasked
# Pay that has no figure is named first
salary applied senior 310k total comp | Total pay is no base pay | !inside the band
salary infra 260k plus 0.4% equity | left out | !cannot read
what would a senior rag engineer cost us in Austria | No figure for senior in Austria
remote Kenya salary for an applied llm engineer | No figure for this role in Kenya
what does infra pay in euros | are in US dollars, and I convert none
130k for a prompt engineer in Dublin | You named no currency
our budget changed to 280k for requisition 1 | req edit 1
# Hiring and interviewing are verbs, too
hiring an evaluation engineer | Evaluation and safety engineer | !hiring insights
hiring someone who builds chatbots | Applied LLM engineer | !hiring insights
interviewing an infra candidate on monday what do i ask | four questions
req for a new applied hire | That takes a form
# The source's own topics
how do i tell a real llm engineer from a fake one | Red flags
how do we screen out api wrappers | Red flags
what should i look for on a resume | Red flags
he put LLM on a job from 2014, is that a lie? | Red flags
where do good infra engineers come from | where to look
can one person do rag, fine tuning and infra? | one or two of the five
our ceo wants a unicorn | one or two of the five
# What is kept, and reminders
turn the reminders off please | Shall I turn the reminders off?
unsubscribe me | Shall I turn the reminders off?
stop nagging us | Shall I turn the reminders off?
snooze requisition 1 for two weeks | req snooze 1 for two weeks
what are we hiring for at the moment | Staff researcher
we filled requisition 1 yesterday | req filled 1 on yesterday
who signed the brief of 1 | has no brief yet
# It speaks of itself
what is your source | small set of sources
is that base or total? | base pay a year
may i quote this to a client | You may quote
do you keep resumes? | no resumes
req export | rolecall export
how do we export everything | rolecall export
# Small talk, and titles of other trades
good morning | Tell me what the hire will do
thank you! | welcome
ml engineer | none of my seven roles
langchain developer | Applied LLM engineer
we need somebody for agents | Applied LLM engineer | !do not know
who can we hire for 190k | What 7 roles pay
# A question is no need
who is cheaper, infra or a prompt engineer | $140k | !Most likely
take home test for infra | four questions | !Most likely
# The kit wherever it stands
please send the interview kit for evals | the interview kit
I'm meeting an applied candidate at 3, can I get the kit? | the interview kit
"""


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_each_kind_of_line_gets_its_answer(house: House) -> None:
    open_many(house, ["Staff researcher"])
    wrong = []
    for row in filter(None, map(str.strip, ROWS.splitlines())):
        if row.startswith("#"):
            continue
        line, *parts = map(str.strip, row.split("|"))
        house.slack.clock.advance(timedelta(hours=25))  # nothing that was asked before counts
        told = words(house.write(line))
        missed = [each for each in parts if (each.lstrip("!") in told) == each.startswith("!")]
        wrong += [(line, each, told[:300]) for each in missed]
    assert not wrong, "\n".join(map(str, wrong))

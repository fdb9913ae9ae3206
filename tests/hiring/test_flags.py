"""A resume is told from an advert, a question and a long talk about a role."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.hiring.text.resumes import looks_like_resume

RESUME = """Robin Sample
robin@example.com | +1 202 555 0143

Experience
Example Bank, backend engineer, 2019 - 2023
- Built the ledger service and moved it to events
- Led a team of three and reduced the time to release to a day
Sample Shop, engineer, 2016 - 2019
- Maintained checkout and search

Education
Example University, computer science, 2012 - 2016
"""
ADVERT = """About us
We are Example Bank, founded in 2012. Our team of eight needs you.
The role: you will build the assistant that our advisers use, and keep it running after launch.
Requirements: 5 years of Python, experience with retrieval. You have shipped something that people use.
Benefits: pension, 30 days off. Apply at jobs@example.com until 1 March 2027. Equal opportunity employer.
"""
TALK = (
    "We opened this in 2025 and it is still open. The founder wants somebody who has built retrieval, has "
    "led a launch, and can own cost. I am not sure whether that is one person or two, and my budget is 240k. "
    "We use a vendor's model today, and might serve our own in 2027. What should I write in the brief?"
)

PROSE = (
    "Robin Sample. Machine learning engineer, mostly in payments and search. From 2019 to 2023 I worked at "
    "Example Bank, where I built the ledger service and led three people. From 2016 until 2019 I was an "
    "engineer at Sample Shop. I studied computer science at Example University. I speak English and Dutch."
)

LETTER = (
    "Dear hiring manager, I am applying for the position of an applied LLM engineer. At Example Bank I built "
    "the assistant that advisers use, and measured it with them. I would welcome the chance to tell you more "
    "about it, and about what went wrong on the way. Kind regards, Robin"
)
NOTES = (
    "Candidate: Robin Sample. Phone screen yesterday. He built the ledger service alone, he is weak on "
    "serving, and he wants 115k. Notice period of two months. I would invite him to the next round, Priya "
    "rather would not, because his communication was unclear to her."
)
SHORT = (
    "Robin Sample, engineer. 2019–now Example Bank: ledger service. 2016–2019 Sample Shop: search. MSc, "
    "Leeds. Python, Kafka. robin@example.com"
)
MONTHS = (
    "Robin Sample\nEngineer | Example Bank | Feb '19 - Present\n• Ledger service on events\n• Team of three\n"
    "Engineer | Sample Shop | Sep '16 - Jan '19\n• Checkout and search\n• A/B tests on every page\n"
    "Bachelor of Science, Leeds, class of 2016\nReferences on request"
)
HANDOVER = (
    "After Robin left in March 2025 we have nobody for serving. The cluster was built in 2023 and I kept it "
    "alive since, next to my job as CTO. We want somebody who runs GPUs, is on call and knows quantization. "
    "The budget is 290-330k, from January 2027. Which of your roles is that, and what do I ask them?"
)


@pytest.mark.parametrize(
    "text",
    [PROSE, RESUME, " ".join(RESUME.split()), LETTER, NOTES, SHORT, MONTHS],  # one pasted without its lines
)
def test_what_tells_of_a_person_is_recognised(text: str) -> None:
    assert looks_like_resume(text)


@pytest.mark.parametrize("text", [ADVERT, TALK, HANDOVER, "redflags applied", "", "2019 - 2023 " * 5])
def test_what_is_not_a_resume(text: str) -> None:
    assert not looks_like_resume(text)


@given(st.text(max_size=3000))
def test_no_text_is_too_odd(text: str) -> None:
    looks_like_resume(text)

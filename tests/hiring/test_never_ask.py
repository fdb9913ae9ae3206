"""What an advert must never ask for, and the sentences beside it that ask for nothing of the kind."""

import pytest

from bot.hiring.adverts.coded import find_coded
from bot.hiring.adverts.sentences import Advert
from content import Content

ASKED = {
    "Words about age": (
        "Only engineers under 34, please.",
        "You should be below 40 years.",
        "Ideally you are between 23 and 31.",
        "Age: 24–29 years",
        "29 years or younger.",
        "No older than 33.",
        "Applicants over 50 need not apply.",
        "We are a crew in our twenties.",
        "Fresh out of university and full of energy.",
        "Not older than thirty-five.",
        "We want young blood.",
        "Max. 33 years.",
        "You are max. 40.",
        "Maximum of 29 years old.",
    ),
    "Which school": (
        "Russell Group graduates only.",
        "IIT/NIT alumni only.",
        "We only hire from Stanford and Caltech.",
        "Degree from ETH or EPFL, nothing else counts.",
        "Diploma of a grande école.",
        "Only Ivy.",
        "Top 10 university only.",
        "Wharton MBA.",
    ),
    "Who may apply": (
        "You must be single.",
        "No kids, no dependants.",
        "Childless candidates are easier for us.",
        "GC/USC only.",
        "USC or GC, nobody else.",
        "Only EU passport holders.",
        "Dutch passport required.",
        "Gender: male.",
        "Mothers need not apply.",
        "Only Germans.",
        "Green card holders only.",
        "We want a male engineer for the night shift.",
        "Looking for a young lady who keeps our prompts tidy.",
    ),
    "What people earn now": (
        "Mail us your CCTC and ECTC.",
        "Tell us what you currently earn.",
        "What did you earn in your last job?",
        "Current/expected CTC with your resume.",
    ),
    "A photo, or what stands in a passport": (
        "A passport-size picture goes with your application.",
        "CV with photo.",
        "Are you married?",
        "Photograph mandatory.",
        "Share your nationality in the form.",
    ),
    "Native speakers": (
        "English: native or bilingual.",
        "Muttersprachler gesucht.",
        "Native fluency in Dutch.",
    ),
    "Words for one sex": ("He will report to our CTO.", "The engineer brings his own laptop."),
    "Heroes and slang": ("You are a 10x engineer.", "Be our Rockstar of retrieval."),
    "Body and health": ("You are in good health.", "Fit and healthy people only."),
}
NOT_ASKED = (
    "People of all ages are welcome here, under 30 or over 60.",
    "There are people from 22 to 64 in our team.",
    "You must be 18 to sign a contract with us.",
    "You keep latency under 30 ms.",
    "Only requests under 40 seconds count.",
    "We are looking for 20 to 25 people worldwide.",
    "Your team of 35 is growing to 40.",
    "Only candidates with two years of experience.",
    "Max. 20 years of experience.",
    "Maximum 30 years of records are kept.",
    "Max. 40 hours a week.",
    "Top 10 of the industry, and we use Stanford's DSPy only where it helps.",
    "Photos of receipts are needed for our product.",
    "Whoever is over 50 is as welcome as anybody.",
    "You need no degree from MIT or from anywhere else.",
    "Our founders met at Stanford.",
    "We are a spin-out of ETH and the team works in Cambridge only.",
    "Only MIT-licensed libraries.",
    "We do not mind whether you are single.",
    "Parents and people without kids are welcome.",
    "Single sign-on for every customer.",
    "We sponsor visas and pay for a green card.",
    "A valid passport is required, as you travel to customers.",
    "The right to work in the EU is required, or we sponsor you; no passport is asked for.",
    "Our forms read passport scans, and only those that people send.",
    "Please do not send a photo.",
    "No photos, no date of birth, no marital status.",
    "We look at work, not at photos; leave yours out of your CV.",
    "Employees keep their race, creed, national origin and pregnancy to themselves.",
    "Nobody asks for your current salary here.",
    "Our current compensation philosophy favours equity.",
    "Cloud-native or ML systems.",
    "No native fluency is needed, clear English is.",
    "He founded a bank before, and his first customer was a city.",
    "We scale training 10x this year.",
    "Rockstar Games and Ninja Van are customers of ours.",
    "You know CMake and Ninja.",
    "There are too many barriers to good health.",
    "Good health: an insurance for you and your family.",
)


@pytest.mark.parametrize("name", ASKED)
def test_what_must_never_be_asked_is_found(content: Content, name: str) -> None:
    for sentence in ASKED[name]:
        found = find_coded(Advert(content, f"Applied LLM engineer\n{sentence}\nWe like tea."))
        assert {each.name.split(":")[0] for each in found} == {name}, sentence


@pytest.mark.parametrize("sentence", NOT_ASKED)
def test_a_sentence_that_asks_for_nothing_of_the_kind_is_left_alone(content: Content, sentence: str) -> None:
    assert not list(find_coded(Advert(content, f"Applied LLM engineer\n{sentence}\nWe like tea.")))

"""Says for a program how a reply in a conversation is heard: options of its question, or another move."""

from datetime import date

from bot.hiring.lines.ask import AnswerInThread, Inquiry, ToScope
from bot.hiring.lines.ask_reader import AskReader
from bot.hiring.scoping.conversation import Conversation
from bot.hiring.scoping.listening import Said

_MOVES = {
    "retract": "retraction", "aside": "other_question", "help": "other_question", "thanks": "no_answer",
}  # fmt: skip


def hear_reply(
    asks: AskReader, conversation: Conversation, question: str, text: str, today: date
) -> dict[str, list[str] | str | None]:
    """Hear a reply to a question (id) as a conversation does: its options, and its move or None."""
    said = conversation.hear(conversation.question(question), text)
    match asks.read(text, "conversation", today):
        case AnswerInThread():
            return _as_row(question, said)
        case Inquiry() if said.wish == "explain":
            return _as_row(question, said)
        case ToScope():
            return {"options": [], "move": "restart"}
    return {"options": [], "move": "other_question"}


def _as_row(question: str, said: Said) -> dict[str, list[str] | str | None]:
    named = [option for id_, option in said.answers if id_ == question]
    move: str | None = None
    if said.wish:
        move = _MOVES.get(said.wish, said.wish)
    elif said.foreign:
        move = "other_language"
    elif said.corrects and (said.other or not named or said.taken_back):
        move = "correction"
    return {"options": named, "move": move}

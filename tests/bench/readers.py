"""How long the readers take for the longest text that anybody can send: `python -m tests.bench.readers`.

For each the ordinary text and the worst of those made to hurt, in milliseconds of processor time.
"""

from bot.documents.trouble import MOST_CHARACTERS
from bot.hiring.answers.assistant import Assistant
from content.loading import load_content
from tests.hiring.test_evil_texts import EVIL, best, readers, seconds
from tests.judge.texts import our_postings


def main() -> None:
    """Print a line for each reader, and which text is its worst."""
    content = load_content()
    ordinary = "\n\n".join(each.text for each in our_postings())[:MOST_CHARACTERS]
    print(f"{'milliseconds for 40,000 characters':36}{'ordinary':>10}{'worst':>8}")
    for name, read in readers(Assistant(content), content).items():
        read(ordinary)  # so that everything is compiled
        usual = min(seconds(read, f"{ordinary[:-9]} {number}") for number in range(4))
        worst, evil = max((best(read, evil, MOST_CHARACTERS), evil) for evil in EVIL)
        print(f"{name:36}{usual * 1000:10.0f}{worst * 1000:8.0f}  {evil}")


if __name__ == "__main__":
    main()

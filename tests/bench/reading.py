"""What reading costs: the start, memory, and processor time for a job description and an ask."""

import gc
import time
from collections.abc import Iterator, Sequence
from statistics import median

import psutil

from bot.hiring.reading.reader import Reader
from content.loading import load_content
from tests.judge.texts import our_asks, our_postings

LETTERS = 3_000
TIMES = 5


def measured() -> Iterator[str]:
    """A row for each thing that reading costs. Takes a process that has read nothing yet."""
    content, process = load_content(), psutil.Process()
    gc.collect()
    memory, start = process.memory_info().rss, time.process_time()
    reader = Reader(content)
    reader.read("", "an engineer")
    yield f"{'reading: at the start':36}{1000 * (time.process_time() - start):9.1f} ms"
    joined = "\n".join(each.text for each in our_postings())
    postings = [joined[place : place + LETTERS] for place in range(0, len(joined) - LETTERS, LETTERS)]
    yield f"{'reading: 3,000 letters':36}{_cost(reader, postings):9.2f} ms"
    yield f"{'reading: an ask':36}{_cost(reader, [each.text for each in our_asks()][:200]):9.2f} ms"
    yield f"{'reading: memory':36}{(process.memory_info().rss - memory) / 1_000_000:9.1f} MB"


def _cost(reader: Reader, texts: Sequence[str]) -> float:
    """The median of texts, each the best of a few times, in milliseconds."""
    return 1000 * median(min(_once(reader, text) for _ in range(TIMES)) for text in texts)


def _once(reader: Reader, text: str) -> float:
    start = time.process_time()
    reader.read("", text)
    return time.process_time() - start


if __name__ == "__main__":
    print("\n".join(measured()))

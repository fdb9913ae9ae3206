"""The load: signed requests made beforehand, sent over raw keep-alive sockets and timed one by one."""

import asyncio
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import cycle
from urllib.parse import urlencode

from slack_sdk.signature import SignatureVerifier

from tests.judge.texts import our_asks, our_postings

LINES = (
    "infrastructure senior {}",
    "infra senior ${}",
    "applied senior {}-600k",
    "fine-tuning senior {} 2025",
    "prompt engineer {}",
    "frontier {}",
    "evals senior {}",
    "RAG engineer {} 2023",
)
POSTING = 3_000  # characters


@dataclass
class Timing:
    """What one round of requests took. Latencies are in milliseconds; `bytes` is what came back."""

    latencies: list[float] = field(default_factory=list)
    seconds: float = 0.0
    wrong: int = 0
    bytes: int = 0

    def percentile(self, share: float) -> float:
        """The latency that this share (0 to 1) of the requests stayed under."""
        ordered = sorted(self.latencies)
        return ordered[min(len(ordered) - 1, int(share * len(ordered)))]

    @property
    def size(self) -> float:
        """Bytes of an answer, head and body, on average."""
        return self.bytes / len(self.latencies)

    @property
    def per_second(self) -> float:
        """Requests answered in a second."""
        return len(self.latencies) / self.seconds


def signed(secret: str, form: dict[str, str]) -> bytes:
    """One signed HTTP request as it goes over the wire; the signature holds for five minutes."""
    body = urlencode(form)
    timestamp = str(int(time.time()))
    signature = SignatureVerifier(secret).generate_signature(timestamp=timestamp, body=body)
    return (
        "POST /slack/events HTTP/1.1\r\nhost: localhost\r\n"
        "content-type: application/x-www-form-urlencoded\r\n"
        f"content-length: {len(body)}\r\nx-slack-request-timestamp: {timestamp}\r\n"
        f"x-slack-signature: {signature}\r\n\r\n{body}"
    ).encode()


def salary_lines(numbers: Iterable[int], *, different: bool = True) -> list[str]:
    """A question about pay for each number: no two with the same budget, or eight of them over and over."""
    lines = zip(numbers, cycle(LINES), strict=False)
    return [line.format(180_000 + 7 * number if different else "240k") for number, line in lines]


def asks(numbers: Iterable[int]) -> list[str]:
    """What founders might type, a line for each number."""
    lines = zip(numbers, cycle(our_asks()), strict=False)
    return [f"{ask.text} ({number})" for number, ask in lines]


def postings(numbers: Iterable[int]) -> list[str]:
    """Job descriptions of 3,000 characters, one for each number."""
    written = [posting.text for posting in our_postings()]
    pairs = zip(written, [*written[1:], written[0]], strict=True)
    long = [text for pair in pairs if len(text := "\n\n".join(pair)) >= POSTING]
    return [f"{text[: POSTING - 8]}\n{number:7}" for number, text in zip(numbers, cycle(long), strict=False)]


def commands(secret: str, name: str, lines: Sequence[str], channel: str, team: str) -> list[bytes]:
    """Signed slash commands with these texts, from one channel of one team."""
    return [
        signed(
            secret,
            {
                "command": name,
                "text": line,
                "team_id": team,
                "team_domain": "bench",
                "channel_id": channel,
                "channel_name": "hiring",
                "user_id": f"U{number % 97:04}",
                "user_name": "bench",
                "api_app_id": "A1",
                "is_enterprise_install": "false",
                "response_url": f"http://127.0.0.1:9/commands/{number}",
                "trigger_id": f"{number}.1.bench",
            },
        )
        for number, line in enumerate(lines)
    ]


def run(port: int, requests: Sequence[bytes], connections: int) -> Timing:
    """Send all requests over so many connections, each waiting for its answer before the next one."""
    return asyncio.run(_run(port, requests, connections))


async def _run(port: int, requests: Sequence[bytes], connections: int) -> Timing:
    loop = asyncio.get_running_loop()
    timing = Timing()
    left = iter(requests)
    clients = [
        (await loop.create_connection(lambda: _Client(left, timing), "127.0.0.1", port))[1]
        for _ in range(connections)
    ]
    started = time.perf_counter()
    for client in clients:
        client.next()
    await asyncio.gather(*(client.done for client in clients))
    timing.seconds = time.perf_counter() - started
    return timing


class _Client(asyncio.Protocol):
    """One connection: little Python for each request, so that the server is what is measured."""

    def __init__(self, left: Iterator[bytes], timing: Timing) -> None:
        self.left = left
        self.timing = timing
        self.done = asyncio.get_running_loop().create_future()
        self.received = b""
        self.missing = -1
        self.sent_at = 0.0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.WriteTransport)
        self.transport = transport

    def next(self) -> None:
        request = next(self.left, None)
        if request is None:
            self.transport.close()
            self.done.set_result(None)
            return
        self.received, self.missing = b"", -1
        self.sent_at = time.perf_counter()
        self.transport.write(request)

    def data_received(self, data: bytes) -> None:
        self.received += data
        if self.missing < 0:
            end = self.received.find(b"\r\n\r\n")
            if end < 0:
                return
            head = self.received[:end].lower()
            at = head.find(b"content-length: ")
            # Node sends its answers in chunks instead.
            self.missing = end + 4 + int(head[at + 16 :].partition(b"\r")[0]) if at >= 0 else 0
        complete = (
            len(self.received) >= self.missing if self.missing else self.received.endswith(b"0\r\n\r\n")
        )
        if not complete:
            return
        self.timing.latencies.append((time.perf_counter() - self.sent_at) * 1000)
        self.timing.bytes += len(self.received)
        if not self.received.startswith(b"HTTP/1.1 200"):
            self.timing.wrong += 1
        self.next()

    def connection_lost(self, exc: Exception | None) -> None:
        if not self.done.done():
            self.done.set_exception(exc or ConnectionError("the server closed the connection"))

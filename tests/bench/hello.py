"""The smallest Bolt app, to compare with: `python -m tests.bench.hello NAME PORT`."""

import os
import sys
from collections.abc import Iterable
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from granian import Granian
from granian.constants import HTTPModes, Interfaces
from granian.log import LogLevels
from slack_bolt import Ack, App
from slack_bolt.adapter.wsgi import SlackRequestHandler
from slack_sdk import WebClient


def default() -> WSGIApplication:
    """Bolt as it comes."""
    return _hello(process_before_response=False)


def before_response() -> WSGIApplication:
    """Bolt with its listeners inside the request, as Rolecall runs it."""
    return _hello(process_before_response=True)


def no_bolt() -> WSGIApplication:
    """No Bolt at all: what server, sockets and load cost by themselves."""

    def application(_environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        start_response("200 OK", [("content-type", "text/plain"), ("content-length", "5")])
        return [b"hello"]

    return application


def _hello(*, process_before_response: bool) -> WSGIApplication:
    client = WebClient(token=os.environ["BENCH_BOT_TOKEN"], base_url=os.environ["BENCH_SLACK_API_URL"])
    app = App(
        client=client,
        signing_secret=os.environ["BENCH_SIGNING_SECRET"],
        process_before_response=process_before_response,
        token_verification_enabled=False,
    )

    def hello(ack: Ack) -> None:
        ack("hello")

    app.command("/salary")(hello)
    return SlackRequestHandler(app)


if __name__ == "__main__":
    Granian(
        f"tests.bench.hello:{sys.argv[1]}",
        factory=True,
        port=int(sys.argv[2]),
        interface=Interfaces.WSGI,
        blocking_threads=3,
        http=HTTPModes.http1,
        websockets=False,
        log_level=LogLevels.error,
    ).serve()

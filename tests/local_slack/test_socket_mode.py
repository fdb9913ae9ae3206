"""Socket Mode with the stock client: tickets, hello, envelopes, retries and every way a connection ends."""

import asyncio
import gc
import json
import socket
from collections.abc import Callable, Iterator
from contextlib import ExitStack, suppress
from datetime import timedelta
from queue import SimpleQueue
from typing import Any
from urllib.parse import urlparse

import pytest
from slack_sdk import WebClient
from slack_sdk.socket_mode.builtin import SocketModeClient
from slack_sdk.socket_mode.client import BaseSocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest
from slack_sdk.socket_mode.response import SocketModeResponse
from websockets.exceptions import InvalidStatus
from websockets.sync.client import ClientConnection
from websockets.sync.client import connect as open_websocket

from bot.local_slack.server import LocalSlack
from bot.local_slack.state.journal import AppDelivery
from bot.run.demo import hang_up
from tests.local_slack.test_web_api import refusal

Json = dict[str, Any]


@pytest.fixture
def opener(slack: LocalSlack) -> WebClient:
    """A client with the app-level token."""
    return WebClient(slack.app_token, base_url=slack.api_url)


@pytest.fixture
def new_websocket(opener: WebClient) -> Iterator[Callable[[], ClientConnection]]:
    """Open raw connections, each with a ticket of its own."""
    with ExitStack() as opened:

        def new() -> ClientConnection:
            url = opener.apps_connections_open(app_token=str(opener.token))["url"]
            return opened.enter_context(open_websocket(url))

        yield new


class Stock:
    """The stock Socket Mode client: keeps messages and requests, acks unless told otherwise."""

    def __init__(self, slack: LocalSlack, ping_interval: float = 5) -> None:
        self.messages: SimpleQueue[Json] = SimpleQueue()
        self.requests: SimpleQueue[SocketModeRequest] = SimpleQueue()
        self.acks = True
        web_client = WebClient(base_url=slack.api_url)
        self.client = SocketModeClient(slack.app_token, web_client=web_client, ping_interval=ping_interval)
        self.client.on_message_listeners.append(lambda text: self.messages.put(json.loads(text)))
        self.client.socket_mode_request_listeners.append(self._handle)
        self.client.connect()

    def _handle(self, client: BaseSocketModeClient, request: SocketModeRequest) -> None:
        if self.acks:
            client.send_socket_mode_response(SocketModeResponse(request.envelope_id))
        self.requests.put(request)


@pytest.fixture
def join(slack: LocalSlack) -> Iterator[Callable[..., Stock]]:
    """Join stock clients to the local Slack."""
    joined: list[Stock] = []

    def new(**more: Any) -> Stock:
        before = len(slack.sockets.connections)
        joined.append(Stock(slack, **more))
        slack.run(slack.until(lambda: len(slack.sockets.connections) > before))
        return joined[-1]

    yield new
    for each in joined:
        hang_up(slack, each.client)


def receive(websocket: ClientConnection) -> Json:
    """Return the next message of a raw connection."""
    message: Json = json.loads(websocket.recv(timeout=5))
    return message


def test_opening_needs_the_app_token(slack: LocalSlack, client: WebClient, opener: WebClient) -> None:
    wrong = WebClient("xapp-1-wrong", base_url=slack.api_url)
    assert refusal(wrong.apps_connections_open, app_token="xapp-1-wrong")["error"] == "invalid_auth"
    said = refusal(client.api_call, "apps.connections.open")
    assert said["error"] == "not_allowed_token_type"
    slack.faults.rate_limit("apps.connections.open", retry_after=30)
    said = refusal(opener.apps_connections_open, app_token=slack.app_token)
    assert (said.status_code, said.headers["Retry-After"]) == (429, "30")


def test_ticket_is_good_once_and_not_for_long(slack: LocalSlack, opener: WebClient) -> None:
    url = opener.apps_connections_open(app_token=slack.app_token)["url"]
    assert url.startswith("ws://127.0.0.1:")
    with open_websocket(url) as websocket:
        assert receive(websocket)["type"] == "hello"
        with pytest.raises(InvalidStatus), open_websocket(url):
            pass
    late = opener.apps_connections_open(app_token=slack.app_token)["url"]
    slack.clock.advance(timedelta(seconds=30))
    with pytest.raises(InvalidStatus), open_websocket(late):
        pass


def test_hello(slack: LocalSlack, join: Callable[..., Stock]) -> None:
    hello = join().messages.get(timeout=5)
    assert hello["type"] == "hello"
    assert hello["num_connections"] == 1
    assert hello["connection_info"] == {"app_id": slack.app_id}
    assert hello["debug_info"]["approximate_connection_time"] == 3600
    assert hello["debug_info"]["host"]
    assert join().messages.get(timeout=5)["num_connections"] == 2


def test_each_envelope_goes_to_one_connection(slack: LocalSlack, join: Callable[..., Stock]) -> None:
    clients = [join(), join()]
    for n in range(4):
        slack.run(slack.person("ada").send("#hiring", str(n)))
    slack.run(slack.settle())
    got = [[each.requests.get(timeout=5).payload["event"]["text"] for _ in range(2)] for each in clients]
    assert sorted(got[0] + got[1]) == ["0", "1", "2", "3"]
    assert all(each.requests.empty() for each in clients)


def test_envelopes_say_whether_an_answer_fits(slack: LocalSlack, join: Callable[..., Stock]) -> None:
    stock = join()
    slack.run(slack.person("ada").command("#hiring", "/salary"))
    slack.run(slack.person("ada").send("#hiring", "hello"))
    command, event = (stock.requests.get(timeout=5) for _ in range(2))
    assert (command.type, command.accepts_response_payload) == ("slash_commands", True)
    assert (event.type, event.accepts_response_payload) == ("events_api", False)
    assert command.envelope_id != event.envelope_id


def test_answer_in_the_ack(slack: LocalSlack, new_websocket: Callable[[], ClientConnection]) -> None:
    websocket = new_websocket()
    receive(websocket)
    slack.run(slack.until(lambda: slack.sockets.connections))

    async def ask() -> None:
        slack.dispatcher.in_background(answered())

    async def answered() -> None:
        await slack.person("ada").command("#hiring", "/salary")

    slack.run(ask())
    envelope = receive(websocket)
    websocket.send(json.dumps({"envelope_id": "another", "payload": {"text": "wrong"}}))
    websocket.send(json.dumps({"envelope_id": envelope["envelope_id"], "payload": {"text": "right"}}))
    seen = slack.run(slack.until(lambda: slack.person("ada").sees("#hiring")))
    assert [each.text for each in seen] == ["right"]


def test_command_without_an_ack_fails_after_three_seconds(
    slack: LocalSlack, join: Callable[..., Stock]
) -> None:
    stock = join()
    stock.acks = False

    async def impatient() -> AppDelivery:
        waiting = asyncio.ensure_future(slack.person("ada").command("#hiring", "/salary"))
        await asyncio.to_thread(stock.requests.get, True, 5)
        slack.clock.advance(timedelta(seconds=2, milliseconds=999))
        await asyncio.sleep(0)
        assert not waiting.done()
        slack.clock.advance(timedelta(milliseconds=1))
        return await waiting

    failed = slack.run(impatient())
    assert failed.error == '/salary failed with the error "operation_timeout"'
    slack.clock.advance(timedelta(minutes=10))
    slack.run(slack.settle())
    assert len(failed.attempts) == 1  # commands are not sent again
    assert stock.requests.empty()


def test_unacked_event_comes_again_in_a_new_envelope(slack: LocalSlack, join: Callable[..., Stock]) -> None:
    stock = join()
    stock.acks = False
    slack.run(slack.person("ada").send("#hiring", "hello"))
    first = stock.requests.get(timeout=5)
    assert (first.retry_attempt, first.retry_reason) == (0, "")
    slack.clock.advance(timedelta(seconds=2, milliseconds=999))
    slack.run(slack.person("ada").send("#hiring", "another"))
    assert stock.requests.get(timeout=5).payload["event"]["text"] == "another"
    stock.acks = True
    slack.clock.advance(timedelta(milliseconds=1))
    second = stock.requests.get(timeout=5)
    assert (second.retry_attempt, second.retry_reason) == (1, "timeout")
    assert second.envelope_id != first.envelope_id
    assert second.payload == first.payload
    delivery = slack.journal.deliveries[0]
    slack.run(slack.until(lambda: delivery.done))
    assert len(delivery.attempts) == 2


def test_events_are_tried_four_times(slack: LocalSlack) -> None:
    slack.run(slack.person("ada").send("#hiring", "nobody is there"))
    (delivery,) = slack.journal.deliveries

    def failed(times: int) -> bool:
        return len(delivery.attempts) == times and delivery.attempts[-1].error is not None

    slack.run(slack.until(lambda: failed(2)))  # the first retry follows at once
    slack.clock.advance(timedelta(seconds=60))
    slack.run(slack.until(lambda: failed(3)))
    slack.clock.advance(timedelta(seconds=300))
    slack.run(slack.settle())
    assert [each.retry_reason for each in delivery.attempts] == [None, *["no_connection"] * 3]


def test_told_to_go_the_client_comes_back(slack: LocalSlack, join: Callable[..., Stock]) -> None:
    stock = join()
    (old,) = slack.sockets.connections
    stock.messages.get(timeout=5)
    slack.disconnect_sockets("refresh_requested")
    assert stock.messages.get(timeout=5) == {
        "type": "disconnect",
        "reason": "refresh_requested",
        "debug_info": {"host": "applink-local-1"},
    }
    slack.run(slack.until(lambda: any(each is not old for each in slack.sockets.connections)))
    slack.clock.advance(timedelta(seconds=10))  # the end of the overlap
    slack.run(slack.until(lambda: old not in slack.sockets.connections))
    slack.run(slack.person("ada").send("#hiring", "still heard"))
    assert stock.requests.get(timeout=5).payload["event"]["text"] == "still heard"


def test_old_connection_overlaps_for_ten_seconds(
    slack: LocalSlack, new_websocket: Callable[[], ClientConnection]
) -> None:
    old = new_websocket()
    receive(old)
    slack.run(slack.until(lambda: slack.sockets.connections))
    slack.disconnect_sockets("warning")
    assert receive(old)["reason"] == "warning"
    slack.run(slack.person("ada").send("#hiring", "there is no other yet"))
    assert receive(old)["type"] == "events_api"
    fresh = new_websocket()
    receive(fresh)
    slack.run(slack.until(lambda: len(slack.sockets.connections) == 2))
    for text in ("now there is", "and it gets everything"):
        slack.run(slack.person("ada").send("#hiring", text))
        assert receive(fresh)["payload"]["event"]["text"] == text
    slack.clock.advance(timedelta(seconds=10))
    slack.run(slack.until(lambda: len(slack.sockets.connections) == 1))


def test_link_disabled_closes_at_once(
    slack: LocalSlack, new_websocket: Callable[[], ClientConnection]
) -> None:
    websocket = new_websocket()
    receive(websocket)
    slack.run(slack.until(lambda: slack.sockets.connections))
    slack.disconnect_sockets("link_disabled")
    assert receive(websocket)["reason"] == "link_disabled"
    slack.run(slack.until(lambda: not slack.sockets.connections))


def test_eleventh_connection_is_too_many(
    slack: LocalSlack, new_websocket: Callable[[], ClientConnection]
) -> None:
    for _ in range(10):
        assert receive(new_websocket())["type"] == "hello"
    slack.run(slack.until(lambda: len(slack.sockets.connections) == 10))
    eleventh = receive(new_websocket())
    assert (eleventh["type"], eleventh["reason"]) == ("disconnect", "too_many_websockets")
    assert len(slack.sockets.connections) == 10


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_cut_connection_comes_back_even_when_first_refused(
    slack: LocalSlack, join: Callable[..., Stock]
) -> None:
    stock = join(ping_interval=0.1)
    slack.faults.refuse_connections()
    slack.disconnect_sockets(None)
    slack.run(slack.until(lambda: not slack.faults.refused_connections and slack.sockets.connections))
    slack.run(slack.person("ada").send("#hiring", "still heard"))
    assert stock.requests.get(timeout=5).payload["event"]["text"] == "still heard"
    gc.collect()  # the stock client forgets to close a refused socket; that warning is not ours


def test_event_lost_with_its_connection_comes_again(slack: LocalSlack, join: Callable[..., Stock]) -> None:
    stock = join(ping_interval=0.1)
    stock.acks = False
    slack.run(slack.person("ada").send("#hiring", "lost"))
    stock.requests.get(timeout=5)
    stock.acks = True
    slack.disconnect_sockets(None)
    slack.run(slack.until(lambda: slack.journal.deliveries[0].attempts[0].error))
    slack.run(slack.until(lambda: slack.sockets.connections))
    slack.clock.advance(timedelta(seconds=60))
    again = stock.requests.get(timeout=5)
    assert again.payload["event"]["text"] == "lost"
    assert again.retry_attempt in (1, 2)


def test_stalled_connection_answers_no_ping(slack: LocalSlack, join: Callable[..., Stock]) -> None:
    stock = join(ping_interval=0.25)  # the client gives up after four silent intervals
    (silent,) = slack.sockets.connections
    slack.stall_sockets()
    slack.run(slack.person("ada").send("#hiring", "into the void"))
    slack.run(slack.until(lambda: any(each is not silent for each in slack.sockets.connections), timeout=8))
    (delivery,) = slack.journal.deliveries
    slack.clock.advance(timedelta(seconds=3))
    slack.run(slack.until(lambda: len(delivery.attempts) == 2))
    assert delivery.attempts[0].error == "operation_timeout"
    slack.clock.advance(timedelta(seconds=3))  # Slack cannot know which of the two is silent
    slack.run(slack.until(lambda: delivery.attempts[1].error or delivery.done))
    slack.clock.advance(timedelta(seconds=60))
    assert stock.requests.get(timeout=5).payload["event"]["text"] == "into the void"


def test_silent_peer_ends_with_the_server(slack: LocalSlack) -> None:
    address = urlparse(slack.url)
    with socket.create_connection((str(address.hostname), int(address.port or 0))) as idle:
        slack.stop()
        idle.settimeout(5)
        with suppress(ConnectionResetError):
            assert idle.recv(1) == b""

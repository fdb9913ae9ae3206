"""Socket Mode: tickets, connections, envelopes and their acks."""

import asyncio
import json
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from starlette.websockets import WebSocket, WebSocketDisconnect, WebSocketState

from bot.local_slack.delivery.dispatcher import AppAnswer
from bot.local_slack.state.clock import Clock
from bot.local_slack.state.faults import Faults
from bot.local_slack.state.installation import Installation
from bot.local_slack.state.journal import AppDelivery, Attempt
from bot.local_slack.state.workspace import Workspace

Json = dict[str, Any]

TICKET_LIFE = timedelta(seconds=30)
MOST_CONNECTIONS = 10
OVERLAP_SECONDS = 10
CONNECTION_SECONDS = 3600
HOST = "applink-local-1"


@dataclass(eq=False)
class Connection:
    """One websocket of the app. `retiring` ones are still open but told to go; `stalled` ones are silent."""

    websocket: WebSocket
    transport: asyncio.Transport
    retiring: bool = False
    stalled: bool = False
    unacked: dict[str, asyncio.Future[AppAnswer]] = field(default_factory=dict)

    async def send(self, message: Json) -> None:
        """Send one JSON message, unless the connection is stalled or closing."""
        if not self.stalled and not self.transport.is_closing():
            await self.websocket.send_text(json.dumps(message))


class SocketMode:
    """The Socket Mode side of the workspace."""

    name = "socket"
    timeout_reason = "timeout"

    def __init__(self, app: Installation, clock: Clock, workspace: Workspace, faults: Faults) -> None:
        self._app = app
        self._clock = clock
        self._workspace = workspace
        self._faults = faults
        self._tickets: dict[str, datetime] = {}
        self._turn = 0
        self.connections: list[Connection] = []

    def new_link(self) -> str:
        """Return the path of a websocket that can be opened once, soon."""
        ticket = str(uuid4())
        self._tickets[ticket] = self._clock.now() + TICKET_LIFE
        return f"/link/?ticket={ticket}&app_id={self._app.app_id}"

    async def endpoint(self, websocket: WebSocket) -> None:
        """Serve one connection of the app until it ends."""
        expires = self._tickets.pop(websocket.query_params.get("ticket", ""), None)
        if self._faults.refused_connections:
            self._faults.refused_connections -= 1
            expires = None
        if expires is None or self._clock.now() >= expires:
            await websocket.close()  # before it is accepted: the handshake is answered with 403
            return
        await websocket.accept()
        connection = Connection(websocket, websocket.state.transport)
        if len(self.connections) >= MOST_CONNECTIONS:
            await connection.send(_disconnect("too_many_websockets"))
            await websocket.close()
            return
        await connection.send(self._hello())
        self.connections.append(connection)
        self._workspace.changed()
        try:
            while True:
                self._receive(connection, await websocket.receive_text())
        except WebSocketDisconnect:
            pass
        finally:
            self._forget(connection)

    async def send(self, delivery: AppDelivery, attempt: Attempt) -> AppAnswer:
        """Send an envelope on one connection and wait for its ack."""
        connection = self._next_connection()
        if connection is None:
            return AppAnswer(error="dispatch_failed", retry_reason="no_connection")
        envelope_id = str(uuid4())
        envelope: Json = {
            "envelope_id": envelope_id,
            "payload": delivery.payload,
            "type": _envelope_type(delivery),
            "accepts_response_payload": delivery.kind != "event",
        }
        if delivery.kind == "event":
            envelope |= {"retry_attempt": attempt.number, "retry_reason": attempt.retry_reason or ""}
        acked: asyncio.Future[AppAnswer] = asyncio.get_running_loop().create_future()
        connection.unacked[envelope_id] = acked
        try:
            await connection.send(envelope)
            return await acked
        finally:
            connection.unacked.pop(envelope_id, None)

    async def disconnect(self, reason: str | None) -> None:
        """Tell all connections to go, or (None) cut them without a word.

        After "warning" and "refresh_requested" the old connection stays open for ten seconds.
        """
        for connection in list(self.connections):
            if reason is None:
                connection.transport.abort()
                continue
            connection.retiring = True
            await connection.send(_disconnect(reason))
            if reason == "link_disabled":
                await connection.websocket.close()
            else:
                self._clock.call_later(OVERLAP_SECONDS, connection.transport.close)

    def stall(self) -> None:
        """Let the open connections fall silent; pings stay unanswered because nothing is read."""
        for connection in self.connections:
            connection.stalled = True
            connection.transport.pause_reading()

    def _hello(self) -> Json:
        return {
            "type": "hello",
            "num_connections": len(self.connections) + 1,
            "debug_info": {
                "host": HOST,
                "build_number": 1,
                "approximate_connection_time": CONNECTION_SECONDS,
            },
            "connection_info": {"app_id": self._app.app_id},
        }

    def _next_connection(self) -> Connection | None:
        """Take turns; connections that were told to go only get something when there is no other."""
        connected = WebSocketState.CONNECTED
        usable = [each for each in self.connections if each.websocket.application_state == connected]
        candidates = [each for each in usable if not each.retiring] or usable
        if not candidates:
            return None
        self._turn += 1
        return candidates[self._turn % len(candidates)]

    def _receive(self, connection: Connection, text: str) -> None:
        message = json.loads(text)
        acked = connection.unacked.get(message.get("envelope_id", ""))
        if acked is not None and not acked.done():
            payload = message.get("payload")
            acked.set_result(AppAnswer(status=200, body=payload if isinstance(payload, dict) else None))

    def _forget(self, connection: Connection) -> None:
        self.connections.remove(connection)
        for acked in connection.unacked.values():
            if not acked.done():
                acked.set_result(AppAnswer(error="dispatch_failed", retry_reason="connection_closed"))
        self._workspace.changed()


def _disconnect(reason: str) -> Json:
    return {"type": "disconnect", "reason": reason, "debug_info": {"host": HOST}}


def _envelope_type(delivery: AppDelivery) -> str:
    return {"command": "slash_commands", "event": "events_api"}.get(delivery.kind, "interactive")

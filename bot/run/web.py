"""The HTTP server: Granian with one worker process. This supervisor imports as little as it can."""

import errno
import multiprocessing
import os
import socket

from granian import Granian
from granian.constants import HTTPModes, Interfaces
from granian.http import HTTP1Settings
from granian.log import LogLevels

from bot.errors import RolecallError

CONNECTIONS = 256
"""More have to wait until others are closed. Each may hold a body of 1 MB, and takes a file descriptor."""

HEADERS_MS = 10_000  # until the next request has arrived, also on a connection that is kept open
ENDS_S = 7
ADDRESS = "_ROLECALL_ADDRESS"
"""How its worker process learns where it listens. No setting: those begin with ROLECALL_."""


def serve(host: str, port: int) -> None:
    """Serve until SIGTERM or SIGINT; SystemExit(1) if its worker fails.

    RolecallError when nothing can listen there.
    """
    _check_free(host, port)
    os.environ[ADDRESS] = f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"
    # A spawned worker starts clean: no threads or sockets of the parent.
    multiprocessing.set_start_method("spawn", force=True)
    Granian(
        "bot.run.web_worker:application",
        factory=True,
        address=host,
        port=port,
        interface=Interfaces.RSGI,
        workers=1,
        backpressure=CONNECTIONS,
        http=HTTPModes.http1,
        http1_settings=HTTP1Settings(header_read_timeout=HEADERS_MS),
        websockets=False,
        workers_kill_timeout=ENDS_S,
        log_level=LogLevels.error,
    ).serve()


def _check_free(host: str, port: int) -> None:
    """Granian itself ends with pages of its own insides when it cannot listen."""
    try:
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        socket.create_server((host, port), family=family).close()
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            raise RolecallError(
                f"Port {port} is taken by another program: stop that one, or choose another with --port."
            ) from error
        raise RolecallError(f"Nothing can listen at {host}, port {port}: {error.strerror}.") from error

"""The client of Airflow's REST API against a server of ours: busy for a moment, busy for good, and saying no."""

import json
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import SimpleNamespace
from typing import Any, cast

import pytest

from nashra_airflow.local.api import TRIES, Api
from nashra_airflow.local.environment import Home
from nashra_airflow.local.processes import AirflowError


class Server(ThreadingHTTPServer):
    """Answers with these codes in turn, the last of them for ever; remembers when it was asked."""

    codes: list[int]
    asked: list[float]


class Answer(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        server = cast(Server, self.server)
        server.asked.append(time.monotonic())
        self._say(server.codes[min(len(server.asked), len(server.codes)) - 1], {"dag_runs": [{"id": 1}]})

    def do_POST(self) -> None:
        self._say(201, {"access_token": "t"})

    def _say(self, code: int, body: dict[str, Any]) -> None:
        text = json.dumps(body).encode()
        self.send_response(code)
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text)

    def log_message(self, *_: Any) -> None:
        """Says nothing."""


@pytest.fixture
def server() -> Iterator[Server]:
    made = Server(("127.0.0.1", 0), Answer)
    made.codes, made.asked = [200], []
    threading.Thread(target=made.serve_forever, daemon=True).start()
    yield made
    made.shutdown()


def client(server: Server) -> Api:
    url = f"http://127.0.0.1:{server.server_address[1]}"
    return Api(cast(Home, SimpleNamespace(url=url, password=lambda: "p", logs="logs")))


def test_busy_for_a_moment_is_asked_again_after_a_pause(server: Server) -> None:
    server.codes = [503, 503, 200]
    assert client(server).runs("nashra_nightly") == [{"id": 1}]
    assert len(server.asked) == 3
    assert server.asked[-1] > server.asked[0]


def test_busy_for_good_is_told_with_its_code(server: Server) -> None:
    server.codes = [503]
    with pytest.raises(AirflowError, match="503"):
        client(server).runs("nashra_nightly")
    assert len(server.asked) == TRIES


def test_a_no_is_not_asked_again(server: Server) -> None:
    server.codes = [404]
    with pytest.raises(AirflowError, match="404"):
        client(server).runs("nashra_nightly")
    assert len(server.asked) == 1

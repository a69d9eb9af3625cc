"""What stands between a client and a store, and loses answers, refuses, is busy or slow: each request reaches the
store, or not."""

import http.client
import socket
import time
from collections.abc import Callable
from contextlib import AbstractContextManager, suppress
from http.server import BaseHTTPRequestHandler
from typing import Literal
from urllib.parse import urlsplit

from tests.support.served import served

Fate = Literal["", "answer lost", "refused", "busy", "slow"]
_SLOW = 1.5  # seconds before a slow store begins
_OWN = ("transfer-encoding", "connection", "content-length")


class _Between(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    store: str
    fate: Callable[[str, str], Fate]

    def log_message(self, *_: object) -> None:
        """Nothing on the console of the tests."""

    def _do(self) -> None:
        body = self._body()
        fate = type(self).fate(self.command, self.path)
        if fate == "refused":
            self._say(403, [], b"<Error><Code>AccessDenied</Code></Error>")
            return
        if fate == "busy":
            self._say(503, [], b"<Error><Code>SlowDown</Code><Message>Reduce your request rate.</Message></Error>")
            return
        if fate == "slow":
            time.sleep(_SLOW)
        connection = http.client.HTTPConnection(self.store, timeout=60)
        headers = {name: value for name, value in self.headers.items() if name.lower() not in _OWN}
        connection.request(self.command, self.path, body or None, headers)
        answer = connection.getresponse()
        data = answer.read()
        if fate == "answer lost":
            self.close_connection = True
            with suppress(OSError):
                self.connection.shutdown(socket.SHUT_RDWR)
            return
        length = answer.getheader("Content-Length") if self.command == "HEAD" else None
        self._say(answer.status, answer.getheaders(), data, length)

    do_GET = do_HEAD = do_PUT = do_POST = do_DELETE = _do  # noqa: N815  # named by the library

    def _body(self) -> bytes:
        if self.headers.get("Transfer-Encoding", "").lower() != "chunked":
            return self.rfile.read(int(self.headers.get("Content-Length", 0)))
        body = b""
        while size := int(self.rfile.readline().partition(b";")[0], 16):
            body += self.rfile.read(size)
            self.rfile.readline()
        while self.rfile.readline().strip():
            pass
        return body

    def _say(self, code: int, headers: list[tuple[str, str]], body: bytes, length: str | None = None) -> None:
        self.send_response(code)
        for name, value in headers:
            if name.lower() not in _OWN:
                self.send_header(name, value)
        self.send_header("Content-Length", length or str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)


def lossy_proxy(url: str, fate: Callable[[str, str], Fate]) -> AbstractContextManager[str]:
    """Its address. `fate` is asked of each request, by its method and path."""
    between = type("Between", (_Between,), {"store": urlsplit(url).netloc, "fate": staticmethod(fate)})
    return served(between)

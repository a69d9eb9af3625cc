"""An S3 store of this process that says what it is told to when a file is sent or copied, and keeps nothing of it."""

from contextlib import AbstractContextManager
from http.server import BaseHTTPRequestHandler
from urllib.parse import urlsplit

from tests.support.served import served

BEGUN = b"<InitiateMultipartUploadResult><UploadId>one</UploadId></InitiateMultipartUploadResult>"


class _Answers(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    objects: dict[str, bytes]
    lie: bytes

    def log_message(self, *_: object) -> None:
        """Nothing on the console of the tests."""

    def do_HEAD(self) -> None:
        self.do_GET()

    def do_GET(self) -> None:
        place = urlsplit(self.path).path
        self._say(200 if place in self.objects else 404, self.objects.get(place, b""))

    def do_PUT(self) -> None:
        self._read()
        self._say(200, self.lie if self.headers.get("x-amz-copy-source") else b"")

    def do_POST(self) -> None:
        self._read()
        self._say(200, BEGUN if urlsplit(self.path).query.startswith("uploads") else self.lie)

    def _read(self) -> None:
        self.rfile.read(int(self.headers.get("Content-Length", 0)))

    def _say(self, code: int, body: bytes) -> None:
        self.send_response(code)
        self.send_header("ETag", '"the one"')
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)


def lying_store(objects: dict[str, bytes], lie: bytes) -> AbstractContextManager[str]:
    """Its address. `objects`, by /bucket/key, are what it has and keeps; `lie` is its answer, with a 200 OK."""
    answers = type("Answers", (_Answers,), {"objects": objects, "lie": lie})
    return served(answers)

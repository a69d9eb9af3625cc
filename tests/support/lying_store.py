"""An S3 store of this process that says what it is told to when a file is sent or copied, and keeps nothing of it."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

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


@contextmanager
def lying_store(objects: dict[str, bytes], lie: bytes) -> Iterator[str]:
    """Its address. `objects`, by /bucket/key, are what it has and keeps; `lie` is its answer, with a 200 OK."""
    answers = type("Answers", (_Answers,), {"objects": objects, "lie": lie})
    with ThreadingHTTPServer(("127.0.0.1", 0), answers) as server:
        server.daemon_threads = True
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()

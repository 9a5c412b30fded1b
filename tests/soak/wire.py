"""The wire between the deployed functions and the embedded AWS: it throttles, refuses, forgets."""

from __future__ import annotations

import http.client
import threading
from collections import Counter
from collections.abc import Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from random import Random
from typing import Any

from infra.local.place import HOST

OF_THE_CONNECTION = frozenset({"connection", "transfer-encoding", "content-length", "keep-alive"})
JSON = {"Content-Type": "application/x-amz-json-1.0"}
THROTTLED = b'{"__type":"com.amazonaws.dynamodb.v20120810#ProvisionedThroughputExceededException"}'
LOST = b'{"__type":"com.amazonaws.dynamodb.v20120810#InternalServerError"}'
REFUSED = b"<ErrorResponse><Error><Type>Sender</Type><Code>Throttling</Code></Error></ErrorResponse>"
THROTTLES = "DynamoDB throttled a call"
REFUSES = "SES refused a mail"
LOSES = "the answer to a write was lost"
WRITES = ("TransactWriteItems", "PutItem", "UpdateItem")
Answer = tuple[int, Mapping[str, str], bytes]


class FaultyWire:
    """Hands everything on to the embedded AWS, and now and then does not. `injected` counts."""

    def __init__(self, port: int, aws_port: int, seed: int) -> None:
        # Also what never struck is told: a soak in which nothing went wrong proves nothing.
        self.injected: Counter[str] = Counter(dict.fromkeys((THROTTLES, REFUSES, LOSES), 0))
        self.faulty = False
        self._aws_port, self._random, self._lock = aws_port, Random(seed), threading.Lock()
        handler = type("Handler", (_Handler,), {"wire": self})
        self._server = _Server((HOST, port), handler)

    def __enter__(self) -> FaultyWire:
        threading.Thread(target=self._server.serve_forever, name="wire", daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()

    def answer(self, method: str, path: str, headers: Mapping[str, str], body: bytes) -> Answer:
        """What the functions get."""
        operation = headers.get("X-Amz-Target", "").rpartition(".")[2]
        if operation and self._strikes(THROTTLES, 0.03):
            return 400, JSON, THROTTLED
        if b"Action=SendRawEmail" in body and self._strikes(REFUSES, 0.2):
            return 400, {"Content-Type": "text/xml"}, REFUSED
        answered = self._handed_on(method, path, headers, body)
        if operation in WRITES and self._strikes(LOSES, 0.02):
            return 500, JSON, LOST
        return answered

    def _strikes(self, fault: str, chance: float) -> bool:
        with self._lock:
            if not self.faulty or self._random.random() >= chance:
                return False
            self.injected[fault] += 1
            return True

    def _handed_on(self, method: str, path: str, headers: Mapping[str, str], body: bytes) -> Answer:
        connection = http.client.HTTPConnection(HOST, self._aws_port, timeout=60)
        try:
            connection.request(method, path, body, dict(headers))
            answer = connection.getresponse()
            return answer.status, dict(answer.getheaders()), answer.read()
        finally:
            connection.close()


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128

    def handle_error(self, *_: object) -> None:
        """Whoever asked was killed meanwhile: that is what a soak is for."""


class _Handler(BaseHTTPRequestHandler):
    wire: FaultyWire
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def _hand_on(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        status, headers, content = self.wire.answer(self.command, self.path, dict(self.headers), body)
        self.send_response(status)
        for name, value in headers.items():
            if name.lower() not in OF_THE_CONNECTION:
                self.send_header(name, value)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    do_GET = do_POST = do_PUT = do_DELETE = do_HEAD = _hand_on  # noqa: N815 - as the server calls them

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing: the report counts."""

"""What a domain of one's own does in AWS: answer at the root, and ask the gateway's stage.

The gateway names an API by an id that is known only after its deployment and changes with it, and puts
the stage in front of each path. The site's address must be known before, because mails hold links; so
the front listens there and hands everything on, unchanged but for the path.
"""

import http.client
import threading
from collections.abc import Iterable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from infra.local.place import HOST

# About one connection, not about the message: each side of a proxy has its own (RFC 9110, 7.6.1).
OF_THE_CONNECTION = frozenset(
    {
        "connection",
        "keep-alive",
        "proxy-connection",
        "te",
        "trailer",
        "transfer-encoding",
        "upgrade",
        "content-length",
    }
)
SECONDS_TO_ANSWER = 35.0


class Front:
    """Listens at the site's address and asks one stage of one API."""

    def __init__(self, port: int, *, gateway_port: int, prefix: str) -> None:
        handler = type("Handler", (_Handler,), {"gateway_port": gateway_port, "prefix": prefix})
        self._server = ThreadingHTTPServer((HOST, port), handler)
        self._server.daemon_threads = True

    def open(self) -> None:
        threading.Thread(
            target=self._server.serve_forever, args=(0.1,), name="front", daemon=True
        ).start()

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()


class _Handler(BaseHTTPRequestHandler):
    gateway_port: int
    prefix: str
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def _hand_on(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        try:
            status, headers, content = self._asked(body)
        except OSError as trouble:
            status, headers, content = 502, [], f"The gateway does not answer: {trouble}".encode()
        self.send_response_only(status)
        for name, value in _about_the_message(headers):
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)

    do_GET = do_HEAD = do_POST = do_PUT = do_PATCH = do_DELETE = do_OPTIONS = _hand_on

    def _asked(self, body: bytes) -> tuple[int, list[tuple[str, str]], bytes]:
        gateway = http.client.HTTPConnection(HOST, self.gateway_port, timeout=SECONDS_TO_ANSWER)
        try:
            gateway.putrequest(
                self.command, self.prefix + self.path, skip_host=True, skip_accept_encoding=True
            )
            for name, value in _about_the_message(self.headers.items()):
                gateway.putheader(name, value)
            if body:
                gateway.putheader("Content-Length", str(len(body)))
            gateway.endheaders(body or None)
            answer = gateway.getresponse()
            return answer.status, answer.getheaders(), answer.read()
        finally:
            gateway.close()

    def log_message(self, format: str, *args: object) -> None:
        """Addresses hold case numbers; the functions log what may be logged."""


def _about_the_message(headers: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    return [(name, value) for name, value in headers if name.lower() not in OF_THE_CONNECTION]

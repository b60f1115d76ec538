"""A whole session: who asked what, what was answered, and what the documents were at that time."""

from collections.abc import Iterator
from dataclasses import dataclass

from lsprotocol import types

from protocol import capabilities, meaning
from protocol.capabilities import Client
from protocol.documents import Documents, Text
from protocol.places import begins, document, edits, ends, overlap, places
from protocol.shape import problems
from protocol.tokens import Tokens

SHUT = "shutdown"
# What a server may say before it has answered `initialize`.
EARLY = {"window/showMessage", "window/logMessage", "window/showMessageRequest", "telemetry/event"}


@dataclass
class Violation:
    """What a server did wrong: the number of the message, its method, and what is wrong."""

    message: int
    method: str
    text: str

    def __str__(self) -> str:
        return f"message {self.message}: {self.method}: {self.text}"


@dataclass
class Request:
    """A request that waits for its answer."""

    message: int
    method: str
    params: dict


class Session:
    """Reads a session message by message and gives what the server does wrong."""

    def __init__(self) -> None:
        self.now = 0
        self.pending: dict[str, dict[object, Request]] = {"client": {}, "server": {}}
        self.documents = Documents()
        self.client = Client({})
        self.server: dict = {}
        self.tokens = Tokens({})
        self.is_initialized = False
        self.is_shut = False
        self.published: dict[str, int] = {}

    def read(self, entry: dict) -> Iterator[Violation]:
        """What is wrong with the next line of a record."""
        self.now += 1
        side = entry.get("from")
        if "stray" in entry:
            found, method = iter([f"is no message: {entry['stray'][:80]!r}"]), "-"
        elif "exit" in entry:
            found, method = self.exited(entry["exit"]), "exit"
        else:
            message = entry["message"]
            answers = self.pending[other(side)].get(message.get("id")) if "method" not in message else None
            method = message.get("method") or (answers.method + ", answered" if answers else "-")
            found = self.of_message(side, message)
        for text in found:
            if side == "server":
                yield Violation(self.now, method, text)

    def end(self) -> Iterator[Violation]:
        """What is wrong once everything was said."""
        if self.now == 0:
            yield Violation(0, "-", "nothing was said")
        for request in self.pending["client"].values():
            yield Violation(request.message, request.method, "was never answered")

    def exited(self, code: int) -> Iterator[str]:
        # A client that does not wait ends a server by a signal, which is no fault of it.
        if code > 0 and self.is_shut:
            yield f"the server ended with {code} after `shutdown`"

    def of_message(self, side: str, message: dict) -> Iterator[str]:
        if message.get("jsonrpc") != "2.0":
            yield "is not JSON-RPC 2.0"
        if "method" not in message:
            yield from self.answer(side, message)
            return
        method, params = message["method"], message.get("params") or {}
        known = types.METHOD_TO_TYPES.get(method)
        if known is None:
            if not method.startswith("$/"):
                yield "there is no such method"
        else:
            found = problems(message, known[0])
            yield from found
            if found and side == "server":
                return
        if "id" in message:
            yield from self.request(side, message["id"], method, params)
        else:
            yield from self.notification(side, method, params)

    def request(self, side: str, id: object, method: str, params: dict) -> Iterator[str]:
        if id in self.pending[side]:
            yield f"the id {id!r} waits for an answer already"
        self.pending[side][id] = Request(self.now, method, params)
        if method == "initialize":
            self.client = Client(params["capabilities"])
        if side == "server":
            yield from self.is_time(method)
            yield from capabilities.of_request(self.client, method, params)
            yield from self.of_places(params, None, self.now)

    def is_time(self, method: str) -> Iterator[str]:
        if not self.is_initialized and method not in EARLY:
            yield "came before `initialize` was answered"
        if self.is_shut:
            yield "came after `shutdown` was answered"

    def notification(self, side: str, method: str, params: dict) -> Iterator[str]:
        if side == "client":
            self.follow(method, params)
            return
        if method.startswith("$/"):
            return
        yield from self.is_time(method)
        if method == "textDocument/publishDiagnostics":
            yield from self.published_diagnostics(params)

    def follow(self, method: str, params: dict) -> None:
        """Keeps the documents as the client says that they are."""
        if method == "textDocument/didOpen":
            self.documents.did_open(self.now, params["textDocument"])
        elif method == "textDocument/didChange":
            self.documents.did_change(self.now, params["textDocument"], params["contentChanges"])
        elif method == "textDocument/didClose":
            self.documents.did_close(self.now, params["textDocument"]["uri"])

    def published_diagnostics(self, params: dict) -> Iterator[str]:
        uri, version = params["uri"], params.get("version")
        yield from capabilities.of_diagnostics(self.client, params["diagnostics"])
        if version is not None:
            if version not in self.documents.versions(uri):
                yield f"version {version} of {uri} was never sent"
                return
            if version < self.published.get(uri, version):
                yield f"version {version} of {uri} comes after {self.published[uri]}"
            self.published[uri] = version
        yield from self.of_places(params, None, 0)

    def answer(self, side: str, message: dict) -> Iterator[str]:
        request = self.pending[other(side)].pop(message.get("id"), None)
        if request is None:
            yield f"answers {message.get('id')!r}, which nobody waits for"
            return
        if ("result" in message) == ("error" in message):
            yield "an answer has either a result or an error"
            return
        declared = types.METHOD_TO_TYPES.get(request.method)
        if "error" in message:
            found = problems(message, types.ResponseErrorMessage)
        else:
            found = problems(message, declared[1]) if declared else []
        yield from found
        if side == "server" and "result" in message and not found:
            yield from self.result(request, message["result"])

    def result(self, request: Request, result: object) -> Iterator[str]:
        if request.method == "initialize":
            yield from self.initialized(result)
            return
        if request.method == SHUT:
            self.is_shut = True
        yield from capabilities.of_result(self.client, request.method, result)
        yield from capabilities.of_commands(self.client, self.server, result)
        yield from meaning.of_result(request.method, result, request.params)
        asked = document(request.params)
        if isinstance(result, dict) and request.method.startswith("textDocument/semanticTokens"):
            yield from self.of_tokens(request, result, asked)
        if request.method == "textDocument/diagnostic" and "items" in result:
            yield from capabilities.of_diagnostics(self.client, result["items"])
        yield from self.of_places(result, asked, request.message)

    def initialized(self, result: dict) -> Iterator[str]:
        self.is_initialized = True
        self.server = result["capabilities"]
        chosen = self.server.get("positionEncoding", "utf-16")
        if chosen not in self.client.values("general.positionEncodings") and chosen != "utf-16":
            yield f"the client does not count in {chosen}"
        self.documents.encoding = chosen
        self.tokens = Tokens(self.server.get("semanticTokensProvider", {}).get("legend", {}))

    def of_tokens(self, request: Request, result: dict, uri: str) -> Iterator[str]:
        yield from fewest(
            list(self.tokens.problems(result, request.params, text))
            for text in self.documents.texts(uri, request.message) or [None]
        )

    def of_places(self, value: object, asked: str | None, since: int) -> Iterator[str]:
        """What is wrong with the ranges and edits of a value."""
        for ranges in edits(value):
            if overlap(ranges):
                yield "edits overlap"
        groups: dict[tuple[str, int | None], list[dict]] = {}
        for uri, range, version in places(value, asked, None, asked):
            if begins(range) > ends(range):
                yield f"a range in {uri} ends before it begins"
            groups.setdefault((uri, version), []).append(range)
        for (uri, version), ranges in groups.items():
            texts = self.documents.texts(uri, since, version)
            if version is not None and not texts:
                yield f"version {version} of {uri} was never sent"
            yield from fewest(misplaced(ranges, text, uri) for text in texts)


def misplaced(ranges: list[dict], text: Text, uri: str) -> list[str]:
    found = (text.problem(range[side]) for range in ranges for side in ("start", "end"))
    return [f"{problem} (in {uri})" for problem in found if problem]


def fewest(candidates: Iterator[list[str]]) -> list[str]:
    """What is wrong, seen from the document that an answer fits best."""
    return min(candidates, key=len, default=[])


def other(side: str) -> str:
    return "server" if side == "client" else "client"


def violations(entries: Iterator[dict]) -> Iterator[Violation]:
    """What a server did wrong in a session, which is the lines of a record."""
    session = Session()
    for entry in entries:
        yield from session.read(entry)
    yield from session.end()

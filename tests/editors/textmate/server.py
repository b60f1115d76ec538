"""What the language server says that the parts of a text are; it is asked as an editor asks."""

import json
import os
import subprocess
from pathlib import Path


class Server:
    """A language server for a folder."""

    def __init__(self, folder: Path) -> None:
        command = [os.environ["SPARTAC"], "lsp"]
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.number = 0
        tokens = {"requests": {"full": True}, "tokenTypes": [], "tokenModifiers": [], "formats": ["relative"]}
        able = {"textDocument": {"semanticTokens": tokens}}
        told = self.ask("initialize", processId=None, rootUri=folder.as_uri(), capabilities=able)
        self.kinds = told["capabilities"]["semanticTokensProvider"]["legend"]["tokenTypes"]
        self.tell("initialized")

    def kinds_of(self, path: Path, text: str) -> list[tuple[int, int, int, str]]:
        """The tokens of a text: line, begin and end in UTF-16, kind."""
        uri = path.as_uri()
        document = {"uri": uri, "languageId": "sparta", "version": 1, "text": text}
        self.tell("textDocument/didOpen", textDocument=document)
        data = self.ask("textDocument/semanticTokens/full", textDocument={"uri": uri})["data"]
        self.tell("textDocument/didClose", textDocument={"uri": uri})
        line = column = 0
        found = []
        for at in range(0, len(data), 5):
            down, right, length, kind, _ = data[at : at + 5]
            line, column = line + down, right if down else column + right
            found.append((line, column, column + length, self.kinds[kind]))
        return found

    def ask(self, method: str, **parameters: object) -> dict:
        self.number += 1
        self._send({"id": self.number, "method": method, "params": parameters})
        while True:
            answer = self._read()
            if answer.get("id") == self.number and "method" not in answer:
                return answer["result"]
            if "id" in answer:
                self._send({"id": answer["id"], "result": None})

    def tell(self, method: str, **parameters: object) -> None:
        self._send({"method": method, "params": parameters})

    def end(self) -> None:
        self.number += 1
        self._send({"id": self.number, "method": "shutdown"})
        while self._read().get("id") != self.number:
            pass
        self._send({"method": "exit"})
        self.process.communicate(timeout=10)

    def _send(self, message: dict) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        self.process.stdin.flush()

    def _read(self) -> dict:
        length = 0
        while (line := self.process.stdout.readline()).strip():
            name, value = line.split(b":")
            length = int(value) if name.lower() == b"content-length" else length
        return json.loads(self.process.stdout.read(length))

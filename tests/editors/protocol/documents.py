"""The texts that a session is about, and what positions in them are."""

import bisect
import urllib.parse
from pathlib import Path

WIDTHS = {
    "utf-8": lambda character: len(character.encode("utf-8", "surrogatepass")),
    "utf-16": lambda character: 2 if ord(character) > 0xFFFF else 1,
    "utf-32": lambda character: 1,
}


class Text:
    """A text as positions see it."""

    def __init__(self, text: str, encoding: str) -> None:
        self.text = text
        width = WIDTHS[encoding]
        # For each line the columns at which a character begins, and where each line begins.
        self.columns: list[list[int]] = []
        self.starts = [0]
        for line in lines(text):
            columns = [0]
            for character in line.rstrip("\r\n"):
                columns.append(columns[-1] + width(character))
            self.columns.append(columns)
            self.starts.append(self.starts[-1] + len(line))

    def problem(self, position: dict) -> str | None:
        """Why there is no such position."""
        line, column = position["line"], position["character"]
        if line >= len(self.columns):
            return f"line {line} is none of {len(self.columns)} lines"
        columns = self.columns[line]
        if column > columns[-1]:
            return f"column {column} is none of line {line}, which ends at {columns[-1]}"
        if columns[bisect.bisect_left(columns, column)] != column:
            return f"column {column} of line {line} is inside a character"
        return None

    def offset(self, position: dict) -> int:
        """Where a position is; beyond the end of its line, that end."""
        if position["line"] >= len(self.columns):
            return len(self.text)
        columns = self.columns[position["line"]]
        return self.starts[position["line"]] + min(bisect.bisect_left(columns, position["character"]), len(columns) - 1)


def lines(text: str) -> list[str]:
    """The lines of a text with what ends them; the last one may be empty."""
    found, start, at = [], 0, 0
    while at < len(text):
        if text[at] == "\r" and text[at : at + 2] != "\r\n" or text[at] == "\n":
            found.append(text[start : at + 1])
            start = at + 1
        at += 1
    return [*found, text[start:]]


class Documents:
    """What was in the documents of a session, and since which message."""

    def __init__(self) -> None:
        self.encoding = "utf-16"
        self.history: dict[str, list[tuple[int, int | None, Text]]] = {}
        self.open: set[str] = set()
        self.on_disk: dict[str, Text | None] = {}

    def did_open(self, now: int, document: dict) -> None:
        self.open.add(document["uri"])
        self.keep(now, document["uri"], document["version"], document["text"])

    def did_change(self, now: int, document: dict, changes: list[dict]) -> None:
        text = self.history[document["uri"]][-1][2]
        for change in changes:
            if "range" not in change:
                text = Text(change["text"], self.encoding)
                continue
            start, end = (text.offset(change["range"][side]) for side in ("start", "end"))
            text = Text(text.text[:start] + change["text"] + text.text[end:], self.encoding)
        self.keep(now, document["uri"], document["version"], text.text)

    def did_close(self, now: int, uri: str) -> None:
        self.open.discard(uri)
        self.keep(now, uri, None, self.history[uri][-1][2].text)

    def keep(self, now: int, uri: str, version: int | None, text: str) -> None:
        self.history.setdefault(uri, []).append((now, version, Text(text, self.encoding)))

    def versions(self, uri: str) -> list[int]:
        return [version for _, version, _ in self.history.get(uri, []) if version is not None]

    def texts(self, uri: str, since: int, version: int | None = None) -> list[Text]:
        """What may have been meant by a document: one version, or what it was since a message. None: unknown."""
        kept = self.history.get(uri, [])
        if version is not None:
            return [text for _, one, text in kept if one == version]
        ends = [now for now, _, _ in kept[1:]] + [None]
        meant = [text for (_, _, text), end in zip(kept, ends) if end is None or end >= since]
        if (not kept or kept[0][0] > since) and (disk := self.disk(uri)):
            meant.append(disk)
        return meant

    def disk(self, uri: str) -> Text | None:
        if uri not in self.on_disk:
            parsed = urllib.parse.urlparse(uri)
            path = Path(urllib.parse.unquote(parsed.path))
            there = parsed.scheme == "file" and path.is_file()
            self.on_disk[uri] = Text(path.read_bytes().decode("utf-8", "replace"), self.encoding) if there else None
        return self.on_disk[uri]

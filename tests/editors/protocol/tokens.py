"""Semantic tokens, which are numbers that only add up."""

from collections.abc import Iterator

from protocol.documents import Text

FIELDS = 5


class Tokens:
    """The tokens that a server gave, by the name of each result."""

    def __init__(self, legend: dict) -> None:
        self.types = len(legend.get("tokenTypes", []))
        self.modifiers = len(legend.get("tokenModifiers", []))
        self.given: dict[str, list[int]] = {}

    def problems(self, result: dict, asked: dict, text: Text | None) -> Iterator[str]:
        """What is wrong with an answer; `asked` is what was asked for."""
        data = result.get("data")
        if data is None:
            before = self.given.get(asked.get("previousResultId", ""))
            if before is None:
                yield "a difference to tokens that were not given"
                return
            data = yield from patched(before, result["edits"])
        if "resultId" in result:
            self.given[result["resultId"]] = data
        yield from self.of_data(data, text)

    def of_data(self, data: list[int], text: Text | None) -> Iterator[str]:
        if len(data) % FIELDS:
            yield f"{len(data)} numbers are no tokens of {FIELDS}"
            return
        line = column = end = 0
        for at in range(0, len(data), FIELDS):
            down, right, length, kind, modifiers = data[at : at + FIELDS]
            number = at // FIELDS
            if min(down, right, length, kind, modifiers) < 0 or length == 0:
                yield f"token {number} has a number that it can't have"
                return
            line, column = (line + down, right) if down else (line, column + right)
            if down == 0 and column < end:
                yield f"token {number} overlaps the one before"
            end = column + length
            if kind >= self.types or modifiers >= 1 << self.modifiers:
                yield f"token {number} is not in the legend"
            for where in (column, end):
                problem = text and text.problem({"line": line, "character": where})
                if problem:
                    yield f"token {number}: {problem}"
                    break


def patched(data: list[int], edits: list[dict]):
    """Numbers after edits, which all speak of the numbers before."""
    data = list(data)
    ordered = sorted(edits, key=lambda edit: edit["start"])
    for one, following in zip(ordered, ordered[1:]):
        if one["start"] + one["deleteCount"] > following["start"]:
            yield "edits of tokens overlap"
    for edit in reversed(ordered):
        start, end = edit["start"], edit["start"] + edit["deleteCount"]
        if end > len(data):
            yield "an edit of tokens is beyond their end"
        data[start:end] = edit.get("data", [])
    return data

"""Where a message points to: every range and every set of edits in it, with the document that it is about."""

from collections.abc import Iterator

Place = tuple[str, dict, int | None]
# What only the one who made it reads.
OPAQUE = {"data", "arguments", "initializationOptions", "settings"}


def is_range(value: object) -> bool:
    return isinstance(value, dict) and value.keys() == {"start", "end"}


def is_position(value: object) -> bool:
    return isinstance(value, dict) and value.keys() == {"line", "character"}


def document(params: object) -> str | None:
    """The document that a request is about."""
    if not isinstance(params, dict):
        return None
    about = params.get("textDocument") or params.get("item") or {}
    return about.get("uri") if isinstance(about, dict) else None


def places(value: object, uri: str | None, version: int | None, asked: str | None) -> Iterator[Place]:
    """The ranges of a value; `asked` is the document of the request that it answers."""
    if isinstance(value, list):
        for element in value:
            yield from places(element, uri, version, asked)
    if is_position(value):
        value = {"start": value, "end": value}
    if is_range(value):
        if uri is not None:
            yield uri, value, version
    elif isinstance(value, dict):
        inner, version = about(value, uri, version)
        for name, part in value.items():
            if name in OPAQUE:
                continue
            there = inner
            if name == "originSelectionRange" or name == "fromRanges" and "to" in value:
                there = asked
            elif name == "fromRanges":
                there = value["from"]["uri"]
            elif "://" in name:
                there = name
            yield from places(part, there, version, asked)


def about(value: dict, uri: str | None, version: int | None) -> tuple[str | None, int | None]:
    """The document that an object's ranges are in."""
    named = value.get("textDocument") if isinstance(value.get("textDocument"), dict) else value
    found = named.get("uri", named.get("targetUri"))
    if not isinstance(found, str):
        return uri, version
    return found, named.get("version") if isinstance(named.get("version"), int) else None


def edits(value: object) -> Iterator[list[dict]]:
    """The sets of edits of a value that are made at once."""
    if isinstance(value, list):
        changes = [element for element in value if isinstance(element, dict) and {"range", "newText"} <= element.keys()]
        if changes:
            yield [change["range"] for change in changes]
        for element in value:
            yield from edits(element)
    elif isinstance(value, dict):
        main = value.get("textEdit")
        if isinstance(main, dict):
            further = [edit["range"] for edit in value.get("additionalTextEdits", [])]
            yield [main.get("range", main.get("replace")), *further]
        for name, part in value.items():
            if name not in OPAQUE:
                yield from edits(part)


def begins(range: dict) -> tuple[int, int]:
    return range["start"]["line"], range["start"]["character"]


def ends(range: dict) -> tuple[int, int]:
    return range["end"]["line"], range["end"]["character"]


def contains(outer: dict, inner: dict) -> bool:
    return begins(outer) <= begins(inner) and ends(inner) <= ends(outer)


def overlap(ranges: list[dict]) -> bool:
    """Whether two edits change the same text. Texts inserted at one place do not."""
    ordered = sorted(ranges, key=lambda range: (begins(range), ends(range)))
    return any(ends(one) > begins(next) for one, next in zip(ordered, ordered[1:]))

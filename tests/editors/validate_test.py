#!/usr/bin/env python3
"""The validator finds what it is there to find: a right session, and one violation at a time put into it."""

import copy
import sys
from collections.abc import Callable

from protocol.session import violations

URI = "file:///shop/shop.sparta"
TEXT = "let é = 1 // 𝒳!\nlet other = é\n"
LEGEND = {"tokenTypes": ["keyword", "variable"], "tokenModifiers": ["declaration"]}
CLIENT = {
    "general": {"positionEncodings": ["utf-8", "utf-16"]},
    "workspace": {"configuration": True, "workspaceEdit": {"documentChanges": True}},
    "textDocument": {
        "publishDiagnostics": {"tagSupport": {"valueSet": [1, 2]}},
        "completion": {"completionItem": {"documentationFormat": ["plaintext"]}},
        "hover": {"contentFormat": ["plaintext"]},
        "codeAction": {"codeActionLiteralSupport": {"codeActionKind": {"valueSet": ["quickfix"]}}},
        "documentSymbol": {"hierarchicalDocumentSymbolSupport": True},
    },
}
SERVER = {
    "positionEncoding": "utf-16",
    "executeCommandProvider": {"commands": ["sparta.expand"]},
    "semanticTokensProvider": {"legend": LEGEND, "full": {"delta": True}},
}


def span(line: int, start: int, end: int) -> dict:
    return {"start": {"line": line, "character": start}, "end": {"line": line, "character": end}}


NAME, USE, OTHER = span(0, 4, 5), span(1, 12, 13), span(1, 4, 9)
DOCUMENT = {"textDocument": {"uri": URI}}
AT = {**DOCUMENT, "position": NAME["start"]}


def asked(name: str, method: str, params: dict, result: object) -> list[dict]:
    """A request of the client and its answer."""
    return [
        {"from": "client", "message": {"jsonrpc": "2.0", "id": name, "method": method, "params": params}},
        {"from": "server", "message": {"jsonrpc": "2.0", "id": name, "result": result}},
    ]


def said(side: str, method: str, params: dict, **more: object) -> dict:
    return {"from": side, "message": {"jsonrpc": "2.0", "method": method, "params": params, **more}}


def changed(uri: str, *edits: dict) -> dict:
    return {"documentChanges": [{"textDocument": {"uri": uri, "version": 1}, "edits": list(edits)}]}


def edit(range: dict, text: str = "price") -> dict:
    return {"range": range, "newText": text}


def session() -> list[dict]:
    """A session with which nothing is wrong."""
    initialize = {"processId": None, "rootUri": None, "capabilities": CLIENT}
    opened = {"uri": URI, "languageId": "sparta", "version": 1, "text": TEXT}
    unused = {"range": OTHER, "severity": 2, "code": "unused", "message": "`other` is unused", "tags": [1]}
    item = {"label": "price", "kind": 6, "textEdit": edit(NAME), "documentation": {"kind": "plaintext", "value": "1"}}
    signature = {"label": "cidr(block: String)", "parameters": [{"label": "block: String"}]}
    child = {"name": "é", "kind": 13, "range": NAME, "selectionRange": NAME}
    fix = {"title": "use it", "kind": "quickfix", "edit": changed(URI, edit(OTHER))}
    show = {"title": "show", "kind": "quickfix", "command": {"title": "show", "command": "sparta.expand"}}
    inside = [{"range": NAME, "parent": {"range": span(0, 0, 9)}}]
    return [
        *asked("initialize", "initialize", initialize, {"capabilities": SERVER}),
        said("client", "initialized", {}),
        said("server", "workspace/configuration", {"items": [{"section": "sparta"}]}, id=1),
        {"from": "client", "message": {"jsonrpc": "2.0", "id": 1, "result": [None]}},
        said("client", "textDocument/didOpen", {"textDocument": opened}),
        said("server", "textDocument/publishDiagnostics", {"uri": URI, "version": 1, "diagnostics": [unused]}),
        *asked("hover", "textDocument/hover", AT, {"contents": {"kind": "plaintext", "value": "Int"}, "range": NAME}),
        *asked("completion", "textDocument/completion", AT, {"isIncomplete": False, "items": [item]}),
        *asked("resolve", "completionItem/resolve", item, {**item, "detail": "Int"}),
        *asked("rename", "textDocument/rename", {**AT, "newName": "price"}, changed(URI, edit(NAME), edit(USE))),
        *asked("signature", "textDocument/signatureHelp", AT, {"signatures": [signature], "activeParameter": 0}),
        *asked("symbols", "textDocument/documentSymbol", DOCUMENT,
               [{**child, "range": span(0, 0, 9), "children": [child]}]),
        *asked("tokens", "textDocument/semanticTokens/full", DOCUMENT,
               {"resultId": "a", "data": [0, 0, 3, 0, 0, 0, 4, 1, 1, 1]}),
        *asked("delta", "textDocument/semanticTokens/full/delta", {**DOCUMENT, "previousResultId": "a"},
               {"edits": [{"start": 10, "deleteCount": 0, "data": [1, 4, 5, 1, 0]}]}),
        *asked("actions", "textDocument/codeAction",
               {**DOCUMENT, "range": OTHER, "context": {"diagnostics": [], "only": ["quickfix"]}}, [fix, show]),
        *asked("selection", "textDocument/selectionRange", {**DOCUMENT, "positions": [NAME["start"]]}, inside),
        *asked("hints", "textDocument/inlayHint", {**DOCUMENT, "range": span(0, 0, 9)},
               [{"position": NAME["end"], "label": ": Int"}]),
        *asked("definition", "textDocument/definition", AT, {"uri": URI, "range": NAME}),
        *asked("shutdown", "shutdown", None, None),
        said("client", "exit", None),
        {"from": "server", "exit": 0},
    ]


Entries = list[dict]


def answer(entries: Entries, name: object) -> dict:
    said = (entry["message"] for entry in entries if entry["from"] == "server" and "message" in entry)
    return next(message for message in said if message.get("id") == name)


def result(entries: Entries, name: str):
    return answer(entries, name)["result"]


def published(entries: Entries) -> dict:
    said = (entry["message"] for entry in entries if "message" in entry)
    return next(message for message in said if message.get("method") == "textDocument/publishDiagnostics")["params"]


def diagnostic(entries: Entries) -> dict:
    return published(entries)["diagnostics"][0]


def item(entries: Entries) -> dict:
    return result(entries, "completion")["items"][0]


def renamed(entries: Entries) -> dict:
    return result(entries, "rename")["documentChanges"][0]


def configuration(entries: Entries) -> dict:
    return answer(entries, 1)


def put(at: Callable[[Entries], dict], name: str, value: object) -> Callable[[Entries], None]:
    return lambda entries: at(entries).update({name: value})


def drop(at: Callable[[Entries], dict], name: str) -> Callable[[Entries], None]:
    return lambda entries: at(entries).pop(name) and None


def of(name: str) -> Callable[[Entries], dict]:
    return lambda entries: result(entries, name)


def first(name: str) -> Callable[[Entries], dict]:
    return lambda entries: result(entries, name)[0]


def remove(name: str) -> Callable[[Entries], None]:
    return lambda entries: entries.remove({"from": "server", "message": answer(entries, name)})


def repeat(name: str) -> Callable[[Entries], None]:
    def mutate(entries: Entries) -> None:
        entry = {"from": "server", "message": answer(entries, name)}
        entries.insert(entries.index(entry), entry)

    return mutate


def insert(where: int, entry: dict) -> Callable[[Entries], None]:
    return lambda entries: entries.insert(where, entry)


PUBLISHED = said("server", "textDocument/publishDiagnostics", {"uri": URI, "diagnostics": []})
# What is done to the session, and what the validator says of it.
MUTATIONS: list[tuple[str, Callable[[Entries], None]]] = [
    # JSON-RPC
    ("is not JSON-RPC 2.0", lambda entries: answer(entries, "hover").pop("jsonrpc") and None),
    ("is no message", insert(3, {"from": "server", "stray": "thread panicked"})),
    ("was never answered", remove("hover")),
    ("which nobody waits for", repeat("hover")),
    ("either a result or an error", put(lambda entries: answer(entries, "hover"), "error", {"code": 1, "message": ""})),
    ("either a result or an error", lambda entries: answer(entries, "shutdown").pop("result")),
    ("there is no such method", put(configuration, "method", "workspace/configurations")),
    ("waits for an answer already", lambda entries: entries.insert(4, entries[3])),
    # types
    (".range is missing", drop(diagnostic, "range")),
    ("not a DiagnosticSeverity", put(diagnostic, "severity", 9)),
    ("not a CompletionItemKind", put(item, "kind", 99)),
    ("not of type int", put(lambda entries: diagnostic(entries)["range"]["start"], "line", "one")),
    ("not in its range", put(lambda entries: diagnostic(entries)["range"]["start"], "line", -1)),
    ("not of type int", put(lambda entries: diagnostic(entries)["range"]["start"], "line", True)),
    ("is not in the protocol", put(published, "source", "sparta")),
    ("is null", put(diagnostic, "source", None)),
    ("contents is 42", put(of("hover"), "contents", 42)),
    (".label is missing", drop(item, "label")),
    ("not a list", put(of("completion"), "items", {})),
    # time
    ("came before `initialize` was answered", insert(1, PUBLISHED)),
    ("came after `shutdown` was answered", lambda entries: entries.insert(-2, PUBLISHED)),
    ("the server ended with 1", put(lambda entries: entries[-1], "exit", 1)),
    # positions and edits
    ("is none of line 1", put(lambda entries: diagnostic(entries)["range"]["end"], "character", 99)),
    ("is none of 3 lines", put(of("hover"), "range", span(3, 0, 0))),
    ("is inside a character", put(of("definition"), "range", span(0, 14, 15))),
    ("ends before it begins", put(of("definition"), "range", span(0, 5, 4))),
    ("edits overlap", lambda entries: renamed(entries)["edits"].append(edit(NAME))),
    ("edits overlap", put(item, "additionalTextEdits", [edit(span(0, 0, 5))])),
    ("version 7", put(lambda entries: renamed(entries)["textDocument"], "version", 7)),
    ("version 2", put(published, "version", 2)),
    ("does not count in utf-32",
     put(lambda entries: result(entries, "initialize")["capabilities"], "positionEncoding", "utf-32")),
    # tokens
    ("are no tokens", lambda entries: result(entries, "tokens")["data"].append(1)),
    ("is not in the legend", lambda entries: result(entries, "tokens")["data"].__setitem__(3, 2)),
    ("is not in the legend", lambda entries: result(entries, "tokens")["data"].__setitem__(4, 2)),
    ("overlaps the one before", lambda entries: result(entries, "tokens")["data"].__setitem__(2, 5)),
    ("token 1: column", lambda entries: result(entries, "tokens")["data"].__setitem__(7, 90)),
    ("tokens that were not given", drop(of("tokens"), "resultId")),
    ("beyond their end", put(lambda entries: result(entries, "delta")["edits"][0], "start", 11)),
    # what answers mean
    ("is not around the position", put(of("hover"), "range", USE)),
    ("not where completion was asked", put(item, "textEdit", edit(USE))),
    ("is not on one line", put(item, "textEdit", edit({"start": NAME["start"], "end": USE["end"]}))),
    ("label is another", put(of("resolve"), "label", "prize")),
    ("textEdit is another", drop(of("resolve"), "textEdit")),
    ("of 1 is active", put(of("signature"), "activeSignature", 1)),
    ("is not in 'cidr",
     put(lambda entries: result(entries, "signature")["signatures"][0]["parameters"][0], "label", "x: Y")),
    ("is not in it", put(first("symbols"), "selectionRange", USE)),
    ("'é' is not in 'é'",
     lambda entries: result(entries, "symbols")[0]["children"][0].update(range=USE, selectionRange=USE)),
    ("selections for 1 positions", lambda entries: result(entries, "selection").clear()),
    ("is not in its parent", put(lambda entries: first("selection")(entries)["parent"], "range", span(0, 0, 4))),
    ("not in the range that was asked for", put(first("hints"), "position", USE["start"])),
    ("a hint is empty", put(first("hints"), "label", "")),
    ("where ['quickfix'] were asked for", put(first("actions"), "kind", "refactor")),
    # what the client can do
    ("does not have window.workDoneProgress",
     insert(3, said("server", "window/workDoneProgress/create", {"token": 1}, id=9))),
    ("does not have relatedInformation", put(diagnostic, "relatedInformation", [])),
    ("does not know snippets", put(item, "insertTextFormat", 2)),
    ("does not show markdown", put(lambda entries: result(entries, "hover")["contents"], "kind", "markdown")),
    ("does not know links as definition",
     put(lambda entries: answer(entries, "definition"), "result",
         [{"targetUri": URI, "targetRange": NAME, "targetSelectionRange": NAME}])),
    ("does not rename files", lambda entries: result(entries, "rename")["documentChanges"].append(
        {"kind": "rename", "oldUri": URI, "newUri": URI + "x"})),
    ("nobody said that they know",
     put(lambda entries: result(entries, "actions")[1]["command"], "command", "sparta.shrink")),
]


def failure(wanted: str, mutate: Callable[[Entries], None]) -> str | None:
    entries = copy.deepcopy(session())
    mutate(entries)
    found = [str(violation) for violation in violations(iter(entries))]
    return None if any(wanted in one for one in found) else f"{wanted!r} is not found, only {found}"


def main() -> int:
    failures = [f"nothing is wrong, but: {found}" for found in violations(iter(session()))]
    failures += [failed for wanted, mutate in MUTATIONS if (failed := failure(wanted, mutate))]
    if "nothing was said" not in "".join(map(str, violations(iter([])))):
        failures.append("an empty session is right")
    for failed in failures:
        print(f"FAILED: {failed}")
    print(f"{len(MUTATIONS) + 2 - len(failures)} checks passed, {len(failures)} failed")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())

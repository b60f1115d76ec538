"""What an answer has to be beyond its type, method by method."""

from collections.abc import Iterator

from protocol.places import begins, contains, ends

Found = Iterator[str]


def at(position: dict) -> dict:
    return {"start": position, "end": position}


def completion(result: object, params: dict) -> Found:
    for item in result["items"] if isinstance(result, dict) else result:
        edit = item.get("textEdit", {})
        for name in ("range", "insert", "replace"):
            if name not in edit:
                continue
            if edit[name]["start"]["line"] != edit[name]["end"]["line"]:
                yield f"the edit of {item['label']!r} is not on one line"
            if not contains(edit[name], at(params["position"])):
                yield f"the edit of {item['label']!r} is not where completion was asked for"
        if "insert" in edit and begins(edit["insert"]) != begins(edit["replace"]):
            yield f"what {item['label']!r} inserts does not begin where it replaces"


def around_cursor(result: dict, params: dict) -> Found:
    range = result if "start" in result else result.get("range")
    if range and not contains(range, at(params["position"])):
        yield "the range is not around the position"


def highlights(result: list, params: dict) -> Found:
    if result and not any(contains(one["range"], at(params["position"])) for one in result):
        yield "no highlight is at the position"


def signatures(result: dict, params: dict) -> Found:
    found = result["signatures"]
    active = result.get("activeSignature", 0)
    if active >= max(len(found), 1):
        yield f"signature {active} of {len(found)} is active"
    for signature in found:
        parameters = signature.get("parameters", [])
        chosen = signature.get("activeParameter", result.get("activeParameter"))
        # A number beyond the end says that none of the parameters is active.
        if chosen is not None and chosen > len(parameters):
            yield f"parameter {chosen} of {len(parameters)} is active"
        for label in (parameter["label"] for parameter in parameters):
            if isinstance(label, str) and label not in signature["label"]:
                yield f"the parameter {label!r} is not in {signature['label']!r}"
            elif isinstance(label, list) and not 0 <= label[0] <= label[1] <= len(signature["label"]):
                yield f"the parameter {label} is not in {signature['label']!r}"


def symbols(result: list, params: dict) -> Found:
    for symbol in result:
        if not symbol["name"].strip():
            yield "a symbol has no name"
        if "selectionRange" not in symbol:
            continue
        if not contains(symbol["range"], symbol["selectionRange"]):
            yield f"what is selected of {symbol['name']!r} is not in it"
        for child in symbol.get("children", []):
            if not contains(symbol["range"], child["range"]):
                yield f"{child['name']!r} is not in {symbol['name']!r}"
        yield from symbols(symbol.get("children", []), params)


def selections(result: list, params: dict) -> Found:
    if len(result) != len(params["positions"]):
        yield f"{len(result)} selections for {len(params['positions'])} positions"
    for selection, position in zip(result, params["positions"]):
        if not contains(selection["range"], at(position)):
            yield "a selection is not around its position"
        while "parent" in selection:
            parent = selection["parent"]
            if not contains(parent["range"], selection["range"]):
                yield "a selection is not in its parent"
            selection = parent


def folding(result: list, params: dict) -> Found:
    for one in result:
        if one["startLine"] > one["endLine"]:
            yield f"what folds from line {one['startLine']} ends at line {one['endLine']}"


def hints(result: list, params: dict) -> Found:
    for hint in result:
        if not contains(params["range"], at(hint["position"])):
            yield "a hint is not in the range that was asked for"
        label = hint["label"]
        if not label or isinstance(label, list) and any(not part["value"] for part in label):
            yield "a hint is empty"


def lenses(result: list, params: dict) -> Found:
    for lens in result:
        if lens["range"]["start"]["line"] != lens["range"]["end"]["line"]:
            yield "a lens is not on one line"


def actions(result: list, params: dict) -> Found:
    wanted = params["context"].get("only")
    for action in result:
        kind = action.get("kind", "")
        if wanted and not any(kind == one or kind.startswith(one + ".") for one in wanted):
            yield f"an action of kind {kind!r} where {wanted} were asked for"


def linked(result: dict, params: dict) -> Found:
    sizes = {ends(one)[1] - begins(one)[1] for one in result["ranges"]}
    if len(sizes) != 1 or any(begins(one)[0] != ends(one)[0] for one in result["ranges"]):
        yield "linked ranges differ"


def resolved(result: dict, params: dict) -> Found:
    """What is filled in later must not change what is shown and done already."""
    for name in ("label", "title", "kind", "sortText", "filterText", "insertText", "textEdit", "position", "range"):
        if name in params and result.get(name) != params[name]:
            yield f"{name} is another after resolving"


CHECKS = {
    "completionItem/resolve": resolved,
    "codeAction/resolve": resolved,
    "codeLens/resolve": resolved,
    "inlayHint/resolve": resolved,
    "textDocument/completion": completion,
    "textDocument/hover": around_cursor,
    "textDocument/prepareRename": around_cursor,
    "textDocument/documentHighlight": highlights,
    "textDocument/signatureHelp": signatures,
    "textDocument/documentSymbol": symbols,
    "textDocument/selectionRange": selections,
    "textDocument/foldingRange": folding,
    "textDocument/inlayHint": hints,
    "textDocument/codeLens": lenses,
    "textDocument/codeAction": actions,
    "textDocument/linkedEditingRange": linked,
}


def of_result(method: str, result: object, params: dict) -> Found:
    check = CHECKS.get(method)
    if check is not None and result is not None:
        yield from check(result, params)

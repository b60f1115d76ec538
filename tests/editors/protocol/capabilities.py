"""Whether a server keeps to what its client can do."""

from collections.abc import Iterable, Iterator

Found = Iterator[str]


class Client:
    """What a client said that it can do."""

    def __init__(self, capabilities: dict) -> None:
        self.capabilities = capabilities

    def can(self, path: str) -> object:
        """The value at a path of names; `False` where there is none."""
        value: object = self.capabilities
        for name in path.split("."):
            if not isinstance(value, dict) or name not in value:
                return False
            value = value[name]
        return value

    def values(self, path: str, otherwise: Iterable = ()) -> list:
        """The values that a client knows of an enumeration."""
        known = self.can(path)
        return known if isinstance(known, list) else list(otherwise)


ASKED = {
    "workspace/configuration": "workspace.configuration",
    "workspace/workspaceFolders": "workspace.workspaceFolders",
    "workspace/applyEdit": "workspace.applyEdit",
    "workspace/semanticTokens/refresh": "workspace.semanticTokens.refreshSupport",
    "workspace/codeLens/refresh": "workspace.codeLens.refreshSupport",
    "workspace/inlayHint/refresh": "workspace.inlayHint.refreshSupport",
    "workspace/diagnostic/refresh": "workspace.diagnostics.refreshSupport",
    "workspace/foldingRange/refresh": "workspace.foldingRange.refreshSupport",
    "window/workDoneProgress/create": "window.workDoneProgress",
    "window/showDocument": "window.showDocument.support",
}
SYNCHRONIZED = {"didOpen", "didChange", "didSave", "didClose", "willSave", "willSaveWaitUntil"}
FILES = {"didCreateFiles", "willCreateFiles", "didRenameFiles", "willRenameFiles", "didDeleteFiles", "willDeleteFiles"}


def of_request(client: Client, method: str, params: dict) -> Found:
    """What a server asks for though the client said that it can't."""
    if method in ASKED and not client.can(ASKED[method]):
        yield f"the client does not have {ASKED[method]}"
    if method == "client/registerCapability":
        for registration in params["registrations"]:
            yield from of_registration(client, registration["method"])
    if method == "workspace/applyEdit":
        yield from of_edit(client, params["edit"])


def of_registration(client: Client, method: str) -> Found:
    group, _, name = method.partition("/")
    if group == "textDocument" and name in SYNCHRONIZED:
        name = "synchronization"
    if group == "workspace" and name in FILES:
        name = "fileOperations"
    if name != "didChangeWorkspaceFolders" and not client.can(f"{group}.{name}.dynamicRegistration"):
        yield f"the client does not register {method} dynamically"


def of_diagnostics(client: Client, diagnostics: list[dict]) -> Found:
    def can(name: str) -> object:
        return client.can(f"textDocument.publishDiagnostics.{name}") or client.can(f"textDocument.diagnostic.{name}")

    for name, capability in [
        ("relatedInformation", "relatedInformation"),
        ("tags", "tagSupport"),
        ("codeDescription", "codeDescriptionSupport"),
        ("data", "dataSupport"),
    ]:
        if any(name in one for one in diagnostics) and not can(capability):
            yield f"the client does not have {capability} of diagnostics"


def of_result(client: Client, method: str, result: object) -> Found:
    """What an answer uses though the client said that it does not know it."""
    kind = method.rpartition("/")[2]
    if kind == "resolve":
        kind = method.split("/")[0].replace("completionItem", "completion")
    check = RESULTS.get(kind)
    if check is not None and result is not None:
        yield from check(client, result)
    if isinstance(result, list | dict):
        yield from of_edits(client, result)


def of_edits(client: Client, value: object) -> Found:
    if isinstance(value, list):
        for element in value:
            yield from of_edits(client, element)
    elif isinstance(value, dict):
        if "documentChanges" in value or "changes" in value:
            yield from of_edit(client, value)
        if isinstance(value.get("edit"), dict):
            yield from of_edit(client, value["edit"])


def of_edit(client: Client, edit: dict) -> Found:
    changes = edit.get("documentChanges", [])
    if changes and not client.can("workspace.workspaceEdit.documentChanges"):
        yield "the client does not know documentChanges"
    for change in changes:
        if "kind" in change and change["kind"] not in client.values("workspace.workspaceEdit.resourceOperations"):
            yield f"the client does not {change['kind']} files"
    if "changeAnnotations" in edit and not client.can("workspace.workspaceEdit.changeAnnotationSupport"):
        yield "the client does not know annotations of changes"


def of_completion(client: Client, result: object) -> Found:
    at = "textDocument.completion"
    if isinstance(result, dict) and "itemDefaults" in result:
        for name in result["itemDefaults"].keys() - set(client.values(f"{at}.completionList.itemDefaults")):
            yield f"the client does not know {name} as a default of items"
    items = result.get("items", [result]) if isinstance(result, dict) else result
    for item in items:
        if item.get("insertTextFormat") == 2 and not client.can(f"{at}.completionItem.snippetSupport"):
            yield "the client does not know snippets"
        if "labelDetails" in item and not client.can(f"{at}.completionItem.labelDetailsSupport"):
            yield "the client does not know details of labels"
        if "tags" in item and not client.can(f"{at}.completionItem.tagSupport"):
            yield "the client does not know tags of items"
        if "replace" in item.get("textEdit", {}) and not client.can(f"{at}.completionItem.insertReplaceSupport"):
            yield "the client does not know edits that insert or replace"
        if item.get("kind", 1) not in client.values(f"{at}.completionItemKind.valueSet", range(1, 19)):
            yield f"the client does not know items of kind {item['kind']}"
        yield from of_markup(client, item.get("documentation"), f"{at}.completionItem.documentationFormat")


def of_markup(client: Client, text: object, path: str) -> Found:
    # A client that says nothing of forms shows text as it is.
    if isinstance(text, dict) and "kind" in text and text["kind"] not in client.values(path, ["plaintext"]):
        yield f"the client does not show {text['kind']}"


def of_hover(client: Client, result: dict) -> Found:
    yield from of_markup(client, result["contents"], "textDocument.hover.contentFormat")


def of_signatures(client: Client, result: dict) -> Found:
    at = "textDocument.signatureHelp.signatureInformation"
    for signature in result["signatures"]:
        yield from of_markup(client, signature.get("documentation"), f"{at}.documentationFormat")
        for parameter in signature.get("parameters", []):
            yield from of_markup(client, parameter.get("documentation"), f"{at}.documentationFormat")
            offsets = client.can(f"{at}.parameterInformation.labelOffsetSupport")
            if isinstance(parameter["label"], list) and not offsets:
                yield "the client does not know offsets of labels"


def links(name: str):
    def check(client: Client, result: object) -> Found:
        targets = result if isinstance(result, list) else [result]
        if any("targetUri" in one for one in targets) and not client.can(f"textDocument.{name}.linkSupport"):
            yield f"the client does not know links as {name}"

    return check


def of_symbols(client: Client, result: list) -> Found:
    at = "textDocument.documentSymbol"
    if any("selectionRange" in one for one in result) and not client.can(f"{at}.hierarchicalDocumentSymbolSupport"):
        yield "the client does not know symbols in symbols"
    known = client.values(f"{at}.symbolKind.valueSet", range(1, 19))
    for one in result:
        if one["kind"] not in known:
            yield f"the client does not know symbols of kind {one['kind']}"
        if "children" in one:
            yield from of_symbols(client, one["children"])


def of_actions(client: Client, result: object) -> Found:
    at = "textDocument.codeAction"
    for action in result if isinstance(result, list) else [result]:
        is_literal = not isinstance(action.get("command"), str)
        if is_literal and not client.can(f"{at}.codeActionLiteralSupport"):
            yield "the client knows commands only"
        if "disabled" in action and not client.can(f"{at}.disabledSupport"):
            yield "the client does not know actions that are disabled"
        if "data" in action and not client.can(f"{at}.dataSupport"):
            yield "the client does not keep data of actions"


RESULTS = {
    "completion": of_completion,
    "hover": of_hover,
    "signatureHelp": of_signatures,
    "definition": links("definition"),
    "declaration": links("declaration"),
    "typeDefinition": links("typeDefinition"),
    "documentSymbol": of_symbols,
    "codeAction": of_actions,
}


def commands(value: object) -> Iterator[str]:
    """The commands that an answer wants a client to run."""
    if isinstance(value, list):
        for element in value:
            yield from commands(element)
    elif isinstance(value, dict):
        # A title without a command says something, and does nothing.
        if value.get("command") and isinstance(value["command"], str) and "title" in value:
            yield value["command"]
        for name, part in value.items():
            if name != "data" and name != "arguments":
                yield from commands(part)


def of_commands(client: Client, server: dict, result: object) -> Found:
    """A command that is run has to be one that the server announced, or one that the client said it has."""
    known = set(server.get("executeCommandProvider", {}).get("commands", []))
    own = client.can("experimental.commands")
    known.update(own.get("commands", []) if isinstance(own, dict) else [])
    for command in sorted(set(commands(result)) - known):
        yield f"nobody said that they know the command {command}"

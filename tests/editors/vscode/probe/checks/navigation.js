// Where names lead.
const assert = require("node:assert/strict");
const vscode = require("vscode");
const { ask, at, open, shown } = require("../editor");

/** Where links and locations lead, in order. */
function places(found) {
  return found.map((it) => (it.targetUri ? shown(it.targetUri, (it.targetSelectionRange ?? it.targetRange).start) : shown(it.uri, it.range.start))).sort();
}

module.exports = {
  async "a definition is found in another file"() {
    const document = await open("shop.sparta");
    const found = await ask("vscode.executeDefinitionProvider", document, at(document, "jobs: Jo|bs"));
    assert.deepEqual(places(found), ["parts.sparta:4:11"]);
  },

  async "what the library defines can be opened"() {
    const document = await open("shop.sparta");
    const [found] = await ask("vscode.executeDefinitionProvider", document, at(document, "uploads.objectCr|eated"));
    const library = await vscode.workspace.openTextDocument(found.targetUri ?? found.uri);
    const { start } = found.targetSelectionRange ?? found.range;
    assert.match(library.lineAt(start.line).text, /event objectCreated/);
    assert.deepEqual(vscode.languages.getDiagnostics(library.uri), []);
  },

  async "references are found in all files"() {
    const document = await open("parts.sparta");
    const found = await ask("vscode.executeReferenceProvider", document, at(document, "let pre|fix"));
    assert.deepEqual(places(found), ["parts.sparta:1:5", "shop.sparta:1:16", "shop.sparta:5:15"]);
  },

  async "uses of the name at the cursor are highlighted"() {
    const document = await open("shop.sparta");
    const found = await ask("vscode.executeDocumentHighlights", document, at(document, "resource upl|oads"));
    assert.deepEqual(found.map(({ range }) => range.start.line + 1).sort((a, b) => a - b), [10, 18, 19]);
  },

  async "a call hierarchy says who triggers a function"() {
    const document = await open("shop.sparta");
    const [item] = await ask("vscode.prepareCallHierarchy", document, at(document, "lambda res|ize"));
    assert.equal(item.name, "resize");
    const callers = await vscode.commands.executeCommand("vscode.provideIncomingCalls", item);
    assert.ok(callers.some(({ from }) => from.name === "uploads"), JSON.stringify(callers));
  },

  async "the path of an import is a link"() {
    const links = await ask("vscode.executeLinkProvider", await open("shop.sparta"));
    assert.ok(links.some(({ target }) => target?.path.endsWith("/parts.sparta")), JSON.stringify(links));
  },
};

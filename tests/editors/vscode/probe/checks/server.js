// The server's life, and what settings do to it.
const assert = require("node:assert/strict");
const vscode = require("vscode");
const { ask, at, open, until } = require("../editor");

const COUNT = () => vscode.languages.getDiagnostics(vscode.Uri.joinPath(vscode.workspace.workspaceFolders[0].uri, "broken.sparta")).length;

async function set(name, value) {
  await vscode.workspace.getConfiguration("sparta").update(name, value, vscode.ConfigurationTarget.Workspace);
}

module.exports = {
  async "findings can be switched off and on"() {
    await open("broken.sparta");
    await until(COUNT, (count) => count > 0);
    await set("diagnostics.enable", false);
    await until(COUNT, (count) => count === 0);
    await set("diagnostics.enable", undefined);
    await until(COUNT, (count) => count > 0);
  },

  async "hints can be switched off and on"() {
    const document = await open("shop.sparta");
    const all = new vscode.Range(0, 0, document.lineCount, 0);
    const labels = async () => (await ask("vscode.executeInlayHintProvider", document, all)).map(({ label }) => label[0]?.value ?? label);
    const named = (them) => them.some((label) => label.startsWith("number:"));
    await until(labels, named);
    await set("inlayHints.parameterNames", false);
    await until(labels, (them) => !named(them));
    await set("inlayHints.parameterNames", undefined);
    await until(labels, named);
  },

  async "it can be started anew"() {
    const document = await open("shop.sparta");
    await vscode.commands.executeCommand("sparta.restartServer");
    const place = at(document, "needs: [up|loads");
    await until(() => ask("vscode.executeHoverProvider", document, place), (hovers) => hovers.length > 0);
    await until(COUNT, (count) => count > 0);
    assert.deepEqual(vscode.languages.getDiagnostics(document.uri), []);
  },
};

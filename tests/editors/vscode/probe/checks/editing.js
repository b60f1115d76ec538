// What changes a program, or helps to write it.
const assert = require("node:assert/strict");
const vscode = require("vscode");
const { ask, at, open, replace } = require("../editor");

module.exports = {
  async "a call shows its parameters"() {
    const document = await open("shop.sparta");
    const help = await ask("vscode.executeSignatureHelpProvider", document, at(document, "numbered(name, |1"), ",");
    assert.match(help.signatures[0].label, /numbered\(text: String, number: Int\)/);
    assert.equal(help.activeParameter, 1);
  },

  async "a rename changes two files"() {
    const shop = await open("shop.sparta");
    const parts = await open("parts.sparta");
    const before = [shop.getText(), parts.getText()];
    const edit = await ask("vscode.executeDocumentRenameProvider", parts, at(parts, "component Jo|bs"), "Tasks");
    await vscode.workspace.applyEdit(edit);
    const after = [shop.getText(), parts.getText()];
    await replace(shop, before[0]);
    await replace(parts, before[1]);
    assert.equal(after[0], before[0].replaceAll(/\bJobs\b/g, "Tasks"));
    assert.equal(after[1], before[1].replaceAll(/\bJobs\b/g, "Tasks"));
  },
};

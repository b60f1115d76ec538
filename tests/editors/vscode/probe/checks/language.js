// What holds without the server.
const assert = require("node:assert/strict");
const vscode = require("vscode");
const { open } = require("../editor");

module.exports = {
  async "a .sparta file is a program"() {
    assert.equal((await open("shop.sparta")).languageId, "sparta");
  },

  async "it is indented by two blanks"() {
    await open("shop.sparta");
    const { tabSize, insertSpaces } = vscode.window.activeTextEditor.options;
    assert.deepEqual({ tabSize, insertSpaces }, { tabSize: 2, insertSpaces: true });
  },

  async "the extension runs, and its commands are there"() {
    assert.ok(vscode.extensions.getExtension("sparta.sparta").isActive);
    const all = await vscode.commands.getCommands();
    const { commands } = vscode.extensions.getExtension("sparta.sparta").packageJSON.contributes;
    const missing = commands.map(({ command }) => command).filter((command) => !all.includes(command));
    assert.deepEqual(missing, []);
  },

  async "every setting has a description"() {
    const { properties } = vscode.extensions.getExtension("sparta.sparta").packageJSON.contributes.configuration;
    const bare = Object.entries(properties).filter(([, it]) => !it.markdownDescription).map(([name]) => name);
    assert.deepEqual(bare, []);
  },
};

// What holds without the server.
const assert = require("node:assert/strict");
const vscode = require("vscode");
const { at, edited, open, until } = require("../editor");

module.exports = {
  async "a .sparta file is a program"() {
    assert.equal((await open("shop.sparta")).languageId, "sparta");
  },

  async "it is indented by two blanks"() {
    await open("shop.sparta");
    const { tabSize, insertSpaces } = vscode.window.activeTextEditor.options;
    assert.deepEqual({ tabSize, insertSpaces }, { tabSize: 2, insertSpaces: true });
  },

  async "lines are made comments and back"() {
    const document = await open("shop.sparta");
    const before = document.getText();
    await edited(document, before, async () => {
      const place = at(document, "resource jobs");
      vscode.window.activeTextEditor.selection = new vscode.Selection(place, place);
      await vscode.commands.executeCommand("editor.action.commentLine");
      assert.match(document.lineAt(place.line).text, /^\/\/ resource jobs/);
      await vscode.commands.executeCommand("editor.action.commentLine");
      assert.equal(document.getText(), before);
    });
  },

  async "a bracket brings the one that closes it, and its line is indented"() {
    const document = await open("shop.sparta");
    await edited(document, "resource jobs: AWS::SQS::Queue ", async () => {
      const place = document.lineAt(0).range.end;
      vscode.window.activeTextEditor.selection = new vscode.Selection(place, place);
      await vscode.commands.executeCommand("type", { text: "{" });
      await vscode.commands.executeCommand("type", { text: "\n" });
      await until(() => document.getText(), (text) => text === "resource jobs: AWS::SQS::Queue {\n  \n}");
    });
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

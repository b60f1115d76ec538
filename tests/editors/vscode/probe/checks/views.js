// What a program becomes, beside it.
const assert = require("node:assert/strict");
const vscode = require("vscode");
const { at, edited, open, until } = require("../editor");

/** Runs a command of the palette at a place, and gives the document that it shows. */
async function shown(command, part) {
  const document = await open("shop.sparta");
  const place = at(document, part);
  vscode.window.activeTextEditor.selection = new vscode.Selection(place, place);
  await vscode.commands.executeCommand(command);
  const isView = (editor) => editor.document.uri.scheme === "sparta-view";
  const editor = await until(() => vscode.window.visibleTextEditors.find(isView), Boolean);
  return { document, view: editor.document };
}

async function closeViews() {
  const isView = ({ input }) => input?.uri?.scheme === "sparta-view";
  const tabs = vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs);
  await vscode.window.tabGroups.close(tabs.filter(isView));
}

module.exports = {
  async "the template is shown as JSON, and follows the program"() {
    const { document, view } = await shown("sparta.showTemplateJson", "resource uploads");
    assert.equal(view.languageId, "json");
    assert.equal(JSON.parse(view.getText()).Resources.uploads.Type, "AWS::S3::Bucket");
    await edited(document, document.getText().replace("resource jobs", "resource more: AWS::S3::Bucket {}\nresource jobs"), () =>
      until(() => view.getText(), (text) => JSON.parse(text).Resources.more !== undefined),
    );
    await until(() => view.getText(), (text) => JSON.parse(text).Resources.more === undefined);
    await closeViews();
  },

  async "the template is shown as YAML"() {
    const { view } = await shown("sparta.showTemplateYaml", "resource uploads");
    assert.match(view.getText(), /^ {2}uploads:\n {4}Type: AWS::S3::Bucket/m);
    await closeViews();
  },

  async "a construct is shown in plain resources"() {
    const { view } = await shown("sparta.showExpansion", "lambda res|ize");
    assert.equal(view.languageId, "sparta");
    assert.match(view.getText(), /AWS::IAM::Role/);
    assert.deepEqual(vscode.languages.getDiagnostics(view.uri), []);
    await closeViews();
  },

  async "tests are run"() {
    const document = await open("shop.sparta");
    const tests = '\ntest "it is there" {\n  assert uploads != null\n}\n';
    await edited(document, document.getText() + tests, async () => {
      const { view } = await shown("sparta.runTests", "assert upl|oads");
      assert.match(view.getText(), /^passed {2}it is there\n/);
    });
    await closeViews();
  },

  async "a finding is explained"() {
    const document = await open("broken.sparta");
    const place = at(document, "Visibility|Timout");
    vscode.window.activeTextEditor.selection = new vscode.Selection(place, place);
    await vscode.commands.executeCommand("sparta.explainDiagnostic");
    const isPage = (document) => document.uri.scheme === "sparta-view" && document.languageId === "markdown";
    const page = await until(() => vscode.workspace.textDocuments.find(isPage), Boolean);
    assert.match(page.getText(), /^# unknown-property/);
  },
};

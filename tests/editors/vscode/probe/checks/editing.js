// What changes a program, or helps to write it.
const assert = require("node:assert/strict");
const vscode = require("vscode");
const { ask, at, edited, open, replace, until } = require("../editor");

/** The labels that are offered at the end of a text that is written into a document. */
async function offered(document, text) {
  const cursor = text.indexOf("|");
  return edited(document, text.replace("|", ""), async () => {
    const { items } = await ask("vscode.executeCompletionItemProvider", document, document.positionAt(cursor));
    return items.filter(({ kind }) => kind !== vscode.CompletionItemKind.Snippet).map(({ label }) => label.label ?? label);
  });
}

/** What is missing of some words. */
function missing(words, labels) {
  return words.filter((word) => !labels.includes(word));
}

module.exports = {
  async "completion offers the properties of a resource"() {
    const document = await open("shop.sparta");
    const labels = await offered(document, "resource queue: AWS::SQS::Queue {\n  |\n}\n");
    assert.deepEqual(missing(["VisibilityTimeout", "QueueName", "DelaySeconds"], labels), []);
  },

  async "completion offers types by a part of their names"() {
    const document = await open("shop.sparta");
    const labels = await offered(document, "resource files: Bucket|\n");
    assert.deepEqual(missing(["AWS::S3::Bucket"], labels), []);
  },

  async "completion offers attributes, grants and events"() {
    const document = await open("shop.sparta");
    const labels = await offered(document, "resource files: AWS::S3::Bucket {}\noutput one: files.|\n");
    assert.deepEqual(missing(["Arn", "read", "objectCreated"], labels), []);
  },

  async "completion offers the names of the program"() {
    const document = await open("shop.sparta");
    const labels = await offered(document, "setting first: Int = 1\nlet second = 2\noutput one: |\n");
    assert.deepEqual(missing(["first", "second"], labels), []);
  },

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

  async "formatting gives the form of all programs"() {
    const document = await open("untidy.sparta");
    await edited(document, document.getText(), async () => {
      await vscode.commands.executeCommand("editor.action.formatDocument");
      const tidy = "resource queue: AWS::SQS::Queue { VisibilityTimeout: 30s }\noutput url: queue.QueueUrl\n";
      await until(() => document.getText(), (text) => text === tidy);
    });
  },

  async "the fix of a finding is applied"() {
    const document = await open("broken.sparta");
    await until(() => vscode.languages.getDiagnostics(document.uri), (found) => found.length === 2);
    const place = at(document, "Visibility|Timout");
    const actions = await ask("vscode.executeCodeActionProvider", document, new vscode.Range(place, place), "quickfix", 10);
    const fix = actions.find(({ edit }) => edit !== undefined);
    assert.ok(fix, `no fix among ${actions.map(({ title }) => title)}`);
    await edited(document, document.getText(), async () => {
      await vscode.workspace.applyEdit(fix.edit);
      assert.match(document.getText(), /VisibilityTimeout: 30s/);
      await until(() => vscode.languages.getDiagnostics(document.uri), (found) => found.length === 1);
    });
  },
};

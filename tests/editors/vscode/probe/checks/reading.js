// What is shown of a program without changing it.
const assert = require("node:assert/strict");
const vscode = require("vscode");
const { ask, at, open } = require("../editor");

/** The text of everything that is shown above a place. */
async function hover(document, part) {
  const hovers = await ask("vscode.executeHoverProvider", document, at(document, part));
  return hovers.flatMap(({ contents }) => contents.map((content) => content.value ?? content)).join("\n");
}

module.exports = {
  async "a hover says what a name stands for"() {
    const document = await open("shop.sparta");
    const text = await hover(document, "needs: [up|loads");
    assert.match(text, /AWS::S3::Bucket/);
    assert.match(text, /What customers send\./);
  },

  async "hints say types and names of parameters"() {
    const document = await open("shop.sparta");
    const all = new vscode.Range(0, 0, document.lineCount, 0);
    const hints = await ask("vscode.executeInlayHintProvider", document, all);
    const labels = hints.map(({ label }) => (typeof label === "string" ? label : label.map((it) => it.value).join("")));
    for (const expected of [/String/, /text:/, /number:/]) {
      assert.ok(labels.some((label) => expected.test(label)), `no ${expected} in ${labels}`);
    }
  },
};

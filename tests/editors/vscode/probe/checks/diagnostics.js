// What is wrong, as the editor has it.
const assert = require("node:assert/strict");
const vscode = require("vscode");
const { edited, open, shown, until } = require("../editor");

/** The findings of a document: place, severity, name. */
function findings(document) {
  return vscode.languages.getDiagnostics(document.uri).map(({ range, severity, code }) => {
    const name = typeof code === "object" ? code.value : code;
    return `${shown(document.uri, range.start)} ${vscode.DiagnosticSeverity[severity]} ${name}`;
  });
}

module.exports = {
  async "a program with mistakes has these findings and no others"() {
    const document = await open("broken.sparta");
    await until(() => findings(document), (found) => found.length > 0);
    assert.deepEqual(findings(document), [
      "broken.sparta:2:3 Error unknown-property",
      "broken.sparta:5:17 Error unknown-name",
    ]);
  },

  async "a program without mistakes has none"() {
    const document = await open("shop.sparta");
    await edited(document, `${document.getText()}\noutput one: nothing\n`, () =>
      until(() => findings(document), (found) => found.length === 1),
    );
    await until(() => findings(document), (found) => found.length === 0);
  },

  async "a change in one file is seen in another"() {
    const shop = await open("shop.sparta");
    const parts = await open("parts.sparta");
    await edited(parts, parts.getText().replace("output failures", "output lost"), () =>
      until(() => findings(shop), (found) => found.some((it) => it.endsWith("unknown-member"))),
    );
    await until(() => findings(shop), (found) => found.length === 0);
  },
};

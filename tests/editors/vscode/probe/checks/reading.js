// What is shown of a program without changing it.
const assert = require("node:assert/strict");
const vscode = require("vscode");
const { ask, at, edited, open } = require("../editor");

/** The text of everything that is shown above a place. */
async function hover(document, part) {
  const hovers = await ask("vscode.executeHoverProvider", document, at(document, part));
  return hovers.flatMap(({ contents }) => contents.map((content) => content.value ?? content)).join("\n");
}

function names(symbols) {
  return symbols.map(({ name }) => name);
}

module.exports = {
  async "a hover says what a name stands for"() {
    const document = await open("shop.sparta");
    const text = await hover(document, "needs: [up|loads");
    assert.match(text, /AWS::S3::Bucket/);
    assert.match(text, /What customers send\./);
  },

  async "the outline has every declaration, in order"() {
    const symbols = await ask("vscode.executeDocumentSymbolProvider", await open("shop.sparta"));
    const expected = ["stage", "name", "numbered", "uploads", "jobs", "resize", "failures"];
    assert.deepEqual(names(symbols).filter((name) => expected.includes(name)), expected);
  },

  async "the workspace's symbols are found by a part of their names"() {
    const symbols = await vscode.commands.executeCommand("vscode.executeWorkspaceSymbolProvider", "Job");
    assert.ok(names(symbols).includes("Jobs"), names(symbols).join());
  },

  async "tokens have colours by what they mean"() {
    const document = await open("shop.sparta");
    const legend = await ask("vscode.provideDocumentSemanticTokensLegend", document);
    const { data } = await ask("vscode.provideDocumentSemanticTokens", document);
    const tokens = decoded(document, data, legend);
    const kind = (text) => tokens.find((token) => token.text === text)?.type;
    const kinds = ["numbered", "stage", "text", "Jobs", "AWS::S3::Bucket", "param", "label"].map(kind);
    assert.deepEqual(kinds, ["function", "variable", "parameter", "class", "class", "keyword", "property"]);
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

  async "lenses say what a declaration expands to, and lead to its uses"() {
    const lenses = await ask("vscode.executeCodeLensProvider", await open("shop.sparta"), 100);
    const titles = lenses.map(({ range, command }) => `${range.start.line + 1}: ${command?.title}`);
    for (const expected of ["10: show graph", "10: 2 references", "14: expands to 5 resources"]) {
      assert.ok(titles.includes(expected), `no "${expected}" in ${titles}`);
    }
    const uses = lenses.find(({ command }) => command.title === "2 references").command;
    await vscode.commands.executeCommand(uses.command, ...uses.arguments);
    await vscode.commands.executeCommand("closeReferenceSearch");
  },

  async "comments, imports and declarations can be folded"() {
    const document = await open("shop.sparta");
    const above = '// One line,\n// and another.\nimport { cron } from "std/schedule"\n';
    await edited(document, above + document.getText(), async () => {
      const ranges = await ask("vscode.executeFoldingRangeProvider", document);
      const folds = ranges.map(({ start, end, kind }) => `${start + 1}-${end + 1} ${kind ?? "code"}`);
      const { Comment, Imports } = vscode.FoldingRangeKind;
      for (const expected of [`1-2 ${Comment}`, `3-4 ${Imports}`, "17-22 code"]) {
        assert.ok(folds.includes(expected), `no ${expected} in ${folds}`);
      }
    });
  },

  async "a selection grows from the name to the declaration"() {
    const document = await open("shop.sparta");
    const [range] = await ask("vscode.executeSelectionRangeProvider", document, [at(document, "numb|ered(name")]);
    const texts = [];
    for (let now = range; now; now = now.parent) {
      texts.push(document.getText(now.range));
    }
    assert.equal(texts[0], "numbered");
    assert.ok(texts.includes("numbered(name, 1)"), JSON.stringify(texts));
  },
};

/** Tokens with their texts, from five numbers each. */
function decoded(document, data, { tokenTypes }) {
  const tokens = [];
  let line = 0;
  let start = 0;
  for (let i = 0; i < data.length; i += 5) {
    start = data[i] === 0 ? start + data[i + 1] : data[i + 1];
    line += data[i];
    const text = document.getText(new vscode.Range(line, start, line, start + data[i + 2]));
    tokens.push({ text, type: tokenTypes[data[i + 3]] });
  }
  return tokens;
}

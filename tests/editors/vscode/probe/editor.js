// What the checks share: documents of the workspace, places in them, and waiting.
const vscode = require("vscode");

/** A file of the workspace. */
function file(name) {
  return vscode.Uri.joinPath(vscode.workspace.workspaceFolders[0].uri, name);
}

/** Opens a file in the editor. */
async function open(name) {
  const document = await vscode.workspace.openTextDocument(file(name));
  await vscode.window.showTextDocument(document);
  return document;
}

/** The place that a part of the text stands at: `jobs.|failures` is before the `f`. */
function at(document, part) {
  const offset = document.getText().indexOf(part.replace("|", ""));
  if (offset < 0) {
    throw new Error(`${document.fileName} has no ${part}`);
  }
  return document.positionAt(offset + Math.max(part.indexOf("|"), 0));
}

/** Waits until a question has an answer that is good, and gives it. */
async function until(question, isGood) {
  const end = Date.now() + 10_000;
  let answer;
  do {
    answer = await question();
    if (isGood(answer)) {
      return answer;
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  } while (Date.now() < end);
  throw new Error(`the last answer was ${JSON.stringify(answer)}`);
}

/** What the editor's own commands answer about a document. */
function ask(command, document, ...rest) {
  return vscode.commands.executeCommand(command, document.uri, ...rest);
}

/** Gives a document another text, and it its old one back afterwards. */
async function edited(document, text, action) {
  const before = document.getText();
  await replace(document, text);
  try {
    return await action();
  } finally {
    await replace(document, before);
    await document.save();
  }
}

async function replace(document, text) {
  const edit = new vscode.WorkspaceEdit();
  const all = new vscode.Range(0, 0, document.lineCount, 0);
  edit.replace(document.uri, document.validateRange(all), text);
  await vscode.workspace.applyEdit(edit);
}

/** A place as `file:line:column`, all from 1. */
function shown(uri, position) {
  return `${uri.path.split("/").at(-1)}:${position.line + 1}:${position.character + 1}`;
}

module.exports = { file, open, at, until, ask, edited, replace, shown };

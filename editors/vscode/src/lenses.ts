import { type CodeLens, commands, type Disposable, type Location, type Position, type Uri } from "vscode";
import type { Middleware } from "vscode-languageclient/node";

const SHOW = "sparta.showReferences";

/** Which document a lens stands in: the editor asks for what it says by the lens alone. */
const documents = new WeakMap<CodeLens, Uri>();

/** A lens that says how often a name is used and does nothing, here shows the uses when it is chosen. */
export const lenses: Middleware = {
  async provideCodeLenses(document, token, next) {
    const found = await next(document, token);
    for (const lens of found ?? []) {
      documents.set(lens, document.uri);
    }
    return found;
  },

  async resolveCodeLens(lens, token, next) {
    const resolved = await next(lens, token);
    const uri = documents.get(lens);
    if (resolved?.command?.command === "" && uri !== undefined) {
      resolved.command = { ...resolved.command, command: SHOW, arguments: [uri, lens.range.start] };
    }
    return resolved;
  },
};

export function registerReferences(): Disposable {
  return commands.registerCommand(SHOW, async (uri: Uri, position: Position) => {
    const found = await commands.executeCommand<Location[]>("vscode.executeReferenceProvider", uri, position);
    await commands.executeCommand("editor.action.showReferences", uri, position, found);
  });
}

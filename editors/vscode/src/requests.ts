import { commands } from "vscode";

/** What is asked of one of the server's commands that answer with something to look at. */
export interface Request {
  /** The program. */
  readonly uri: string;
  /** Where in it, for what concerns one declaration or finding. */
  readonly position?: { readonly line: number; readonly character: number };
  /** The environment, or the program with the defaults. */
  readonly environment?: string;
  /** Of a template. */
  readonly format?: "json" | "yaml";
}

/** The server's commands, and those of this extension that show their answers. */
const SHOWN: ReadonlyMap<string, string> = new Map([
  ["sparta.expand", "sparta.showExpansion"],
  ["sparta.emit", "sparta.showTemplate"],
  ["sparta.graph", "sparta.showGraph"],
  ["sparta.test", "sparta.runTests"],
  ["sparta.explain", "sparta.explainDiagnostic"],
]);

export function isShownHere(command: string): boolean {
  return SHOWN.has(command);
}

/** Shows what the server was asked to show; it only has to answer. */
export async function show(command: string, asked: Request & { readonly show?: boolean }): Promise<void> {
  const { show: _, ...request } = asked;
  await commands.executeCommand(SHOWN.get(command) ?? command, request);
}

import { commands, Disposable, type TextEditor, Uri, ViewColumn, window } from "vscode";
import type { Graphs } from "./graph";
import { registerReferences } from "./lenses";
import type { Request } from "./requests";
import type { Server } from "./server";
import type { Views } from "./views";

const WALKTHROUGH = "sparta.sparta#sparta.start";

/** The commands of the palette. What shows something is also called with a request, from a code lens. */
export function registerCommands(server: Server, views: Views, graphs: Graphs): Disposable {
  const show = async (command: string, name: string, request: Request) => {
    const uri = await views.document(name, command, request);
    await window.showTextDocument(uri, { viewColumn: ViewColumn.Beside, preview: true, preserveFocus: true });
  };
  const template = (request: Request, format: "json" | "yaml") =>
    show("sparta.emit", `${stem(request)}.template.${format}`, { ...request, format });
  const explain = async (request: Request) => {
    const uri = await views.document(`${stem(request)}.finding.md`, "sparta.explain", request);
    await commands.executeCommand("markdown.showPreviewToSide", uri);
  };

  return Disposable.from(
    registerReferences(),
    commands.registerCommand("sparta.restartServer", () => server.restart()),
    commands.registerCommand("sparta.showOutput", () => server.output.show()),
    commands.registerCommand("sparta.openWalkthrough", () =>
      commands.executeCommand("workbench.action.openWalkthrough", WALKTHROUGH),
    ),
    onProgram("sparta.showExpansion", (request) =>
      show("sparta.expand", `${stem(request)}.expanded.sparta`, request),
    ),
    onProgram("sparta.showTemplate", (request) => template(request, request.format ?? "json")),
    onProgram("sparta.showTemplateJson", (request) => template(request, "json")),
    onProgram("sparta.showTemplateYaml", (request) => template(request, "yaml")),
    onProgram("sparta.showGraph", (request) => graphs.show(request)),
    onProgram("sparta.runTests", (request) => show("sparta.test", `${stem(request)}.tests.txt`, request)),
    onProgram("sparta.explainDiagnostic", explain),
  );
}

/** A command that is about a program: the one that it is given, or the one in front of the reader. */
function onProgram(command: string, action: (request: Request) => Promise<void>): Disposable {
  return commands.registerCommand(command, async (given?: Request | Uri) => {
    const request = given === undefined || given instanceof Uri ? atCursor(window.activeTextEditor) : given;
    if (request === undefined) {
      void window.showInformationMessage("Sparta: open a program first.");
      return;
    }
    try {
      await action(request);
    } catch (error) {
      void window.showErrorMessage(`Sparta: ${error instanceof Error ? error.message : String(error)}`);
    }
  });
}

function atCursor(editor: TextEditor | undefined): Request | undefined {
  if (editor?.document.languageId !== "sparta") {
    return undefined;
  }
  const { line, character } = editor.selection.active;
  return { uri: editor.document.uri.toString(), position: { line, character } };
}

/** The file name of the program, without its extension. */
function stem({ uri }: Request): string {
  const name = Uri.parse(uri).path.split("/").at(-1) ?? "";
  return name.replace(/\.sparta$/, "");
}

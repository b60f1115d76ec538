import { commands, type ExtensionContext, workspace } from "vscode";
import { Graphs } from "./graph";
import { registerCommands } from "./commands";
import { Server } from "./server";
import { Views } from "./views";

let server: Server | undefined;

export async function activate(context: ExtensionContext): Promise<void> {
  server = new Server(context.extensionPath);
  const views = new Views(server);
  const graphs = new Graphs(server);
  context.subscriptions.push(server, views, graphs, registerCommands(server, views, graphs));
  context.subscriptions.push(
    workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration("sparta.server")) {
        void commands.executeCommand("sparta.restartServer");
      }
    }),
  );
  await server.start();
}

export async function deactivate(): Promise<void> {
  await server?.stop();
}

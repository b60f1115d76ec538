import { commands, type Disposable, EventEmitter, window, workspace } from "vscode";
import { ExecuteCommandRequest, LanguageClient, RevealOutputChannelOn, State } from "vscode-languageclient/node";
import { lenses } from "./lenses";
import { locate } from "./locate";
import { programs } from "./selector";
import { isShownHere, show } from "./requests";
import { Status } from "./status";

/** The language server, as long as the extension lives: the process may be started anew. */
export class Server implements Disposable {
  readonly output = window.createOutputChannel("Sparta Language Server", { log: true });
  private readonly trace = window.createOutputChannel("Sparta Language Server Trace", { log: true });
  private readonly status = new Status();
  private readonly started = new EventEmitter<void>();
  private client: LanguageClient | undefined;
  /** What was asked for last; starting and stopping wait for each other. */
  private last: Promise<void> = Promise.resolve();

  /** Tells that answers may be different from now on. */
  readonly onStarted = this.started.event;

  constructor(private readonly extension: string) {}

  start(): Promise<void> {
    return this.inTurn(() => this.launch());
  }

  stop(): Promise<void> {
    return this.inTurn(() => this.halt());
  }

  restart(): Promise<void> {
    return this.inTurn(async () => {
      await this.halt();
      await this.launch();
    });
  }

  /** Has the server execute one of its commands. */
  async execute<Answer>(command: string, argument: object): Promise<Answer> {
    if (this.client?.state !== State.Running) {
      throw new Error("the language server is not running");
    }
    return this.client.sendRequest(ExecuteCommandRequest.type, { command, arguments: [argument] });
  }

  dispose(): void {
    this.status.dispose();
    this.started.dispose();
    this.output.dispose();
    this.trace.dispose();
  }

  private inTurn(action: () => Promise<void>): Promise<void> {
    this.last = this.last.then(action, action);
    return this.last;
  }

  private async launch(): Promise<void> {
    this.status.starting();
    const located = await locate({
      configured: workspace.getConfiguration("sparta").get("server.path", "").trim(),
      extension: this.extension,
      search: process.env["PATH"] ?? "",
    });
    if ("missing" in located) {
      this.status.stopped(located.missing);
      this.output.error(`The language server was not started: ${located.missing}.`);
      void this.offerInstallation(located.missing);
      return;
    }
    this.output.info(`Starting ${located.path}, found by ${located.source}.`);
    const client = this.newClient(located.path);
    this.client = client;
    // A server that ended by itself is started anew by the client, some times.
    client.onDidChangeState(({ newState }) => {
      if (newState === State.Running) {
        this.status.running(client.initializeResult?.serverInfo?.version ?? "", located.path);
        this.started.fire();
      } else if (newState === State.Stopped) {
        this.status.stopped(`${located.path} ended; the output says more`);
      }
    });
    try {
      await client.start();
    } catch (error) {
      this.status.stopped(String(error));
      this.output.error(`${located.path} did not start: ${String(error)}`);
    }
  }

  private async halt(): Promise<void> {
    const client = this.client;
    this.client = undefined;
    try {
      await client?.dispose();
    } catch (error) {
      this.output.warn(`The language server did not end well: ${String(error)}`);
    }
  }

  private newClient(path: string): LanguageClient {
    const executable = { command: path, args: ["lsp"] };
    return new LanguageClient("sparta", "Sparta Language Server", executable, {
      documentSelector: programs,
      outputChannel: this.output,
      traceOutputChannel: this.trace,
      revealOutputChannelOn: RevealOutputChannelOn.Never,
      initializationOptions: workspace.getConfiguration().get("sparta"),
      middleware: {
        ...lenses,
        // What a code lens asks the server to show is shown in the views of this editor.
        executeCommand: (command, args, next) =>
          isShownHere(command) ? show(command, args[0]) : next(command, args),
      },
    });
  }

  private async offerInstallation(reason: string): Promise<void> {
    const settings = "Open Settings";
    const installation = "How to Install";
    const again = "Try Again";
    const message = `Sparta: ${reason}. Without it .sparta files have colours only.`;
    switch (await window.showErrorMessage(message, settings, installation, again)) {
      case settings:
        await commands.executeCommand("workbench.action.openSettings", "sparta.server.path");
        break;
      case installation:
        await commands.executeCommand("sparta.openWalkthrough");
        break;
      case again:
        await this.restart();
        break;
    }
  }
}

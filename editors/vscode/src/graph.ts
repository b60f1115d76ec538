import { randomBytes } from "node:crypto";
import { Disposable, Range, Uri, ViewColumn, type WebviewPanel, window, workspace } from "vscode";
import { page } from "./page";
import type { Request } from "./requests";
import type { Server } from "./server";

/** Where the picture says that a declaration is. */
interface Place {
  readonly path: string;
  readonly line: number;
}

interface Answer {
  readonly html: string;
  /** What the paths of the picture are relative to; nothing for a program that is no file yet. */
  readonly root: string | null;
}

/** Pictures of programs, one panel a program. */
export class Graphs implements Disposable {
  private readonly panels = new Map<string, { panel: WebviewPanel; request: Request; root: string | null }>();
  private readonly disposables: Disposable;
  private waiting: NodeJS.Timeout | undefined;

  constructor(private readonly server: Server) {
    this.disposables = Disposable.from(
      server.onStarted(() => this.refreshSoon()),
      workspace.onDidChangeTextDocument(({ document }) => {
        if (document.languageId === "sparta") {
          this.refreshSoon();
        }
      }),
    );
  }

  /** Shows the picture of a program beside it; it fails where the server has none. */
  async show(request: Request): Promise<void> {
    const shown = this.panels.get(request.uri);
    if (shown !== undefined) {
      shown.request = request;
      shown.panel.reveal();
      return this.draw(request.uri);
    }
    const answer = await this.ask(request);
    const name = request.uri.slice(request.uri.lastIndexOf("/") + 1);
    const panel = window.createWebviewPanel("sparta.graph", `Graph of ${name}`, ViewColumn.Beside, {
      enableScripts: true,
      localResourceRoots: [],
    });
    this.panels.set(request.uri, { panel, request, root: answer.root });
    panel.onDidDispose(() => this.panels.delete(request.uri));
    panel.webview.onDidReceiveMessage((place: Place) => this.open(request.uri, place));
    panel.webview.html = page(answer.html, nonce());
  }

  dispose(): void {
    clearTimeout(this.waiting);
    for (const { panel } of this.panels.values()) {
      panel.dispose();
    }
    this.disposables.dispose();
  }

  private ask(request: Request): Promise<Answer> {
    return this.server.execute<Answer>("sparta.graph", request);
  }

  private async draw(key: string): Promise<void> {
    const shown = this.panels.get(key);
    if (shown !== undefined) {
      const { html, root } = await this.ask(shown.request);
      shown.root = root;
      shown.panel.webview.html = page(html, nonce());
    }
  }

  private refreshSoon(): void {
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => {
      for (const key of this.panels.keys()) {
        // While a program is broken its last picture stays.
        this.draw(key).catch((error: unknown) => this.server.output.debug(String(error)));
      }
    }, 300);
  }

  private async open(key: string, place: Place): Promise<void> {
    const root = this.panels.get(key)?.root ?? null;
    const uri = root === null ? Uri.parse(key) : Uri.joinPath(Uri.parse(root), place.path);
    const line = place.line - 1;
    await window.showTextDocument(uri, { viewColumn: ViewColumn.One, selection: new Range(line, 0, line, 0) });
  }
}

function nonce(): string {
  return randomBytes(16).toString("base64url");
}

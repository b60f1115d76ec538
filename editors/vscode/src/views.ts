import {
  Disposable,
  EventEmitter,
  type TextDocumentContentChangeEvent,
  type TextDocumentContentProvider,
  Uri,
  workspace,
} from "vscode";
import { moved } from "./moved";
import type { Request } from "./requests";
import type { Server } from "./server";

/** The scheme of documents that show what a program becomes. They can be read only. */
export const VIEW = "sparta-view";

/** What is shown: the server's command, and what it is asked. */
interface Shown {
  readonly command: string;
  request: Request;
}

/** Documents that show what a program becomes, and follow it while it is edited. */
export class Views implements TextDocumentContentProvider, Disposable {
  private readonly changed = new EventEmitter<Uri>();
  readonly onDidChange = this.changed.event;
  private readonly shown = new Map<string, Shown>();
  private readonly texts = new Map<string, string>();
  private readonly disposables: Disposable;
  private waiting: NodeJS.Timeout | undefined;

  constructor(private readonly server: Server) {
    this.disposables = Disposable.from(
      this.changed,
      workspace.registerTextDocumentContentProvider(VIEW, this),
      workspace.onDidCloseTextDocument((document) => this.forget(document.uri)),
      server.onStarted(() => this.refreshSoon()),
      workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        if (document.languageId === "sparta" && document.uri.scheme !== VIEW) {
          this.follow(document.uri, contentChanges);
        }
      }),
    );
  }

  /** The document with the answer to a request, under a name; it fails where the server has no answer. */
  async document(name: string, command: string, request: Request): Promise<Uri> {
    const uri = Uri.from({ scheme: VIEW, path: `/${name}`, query: JSON.stringify({ command, request }) });
    this.shown.set(uri.toString(), { command, request });
    await this.refresh(uri);
    return uri;
  }

  async provideTextDocumentContent(uri: Uri): Promise<string> {
    const text = this.texts.get(uri.toString());
    // An editor that was open when the window was closed asks for what nobody showed yet.
    return text ?? this.answer(this.restored(uri));
  }

  dispose(): void {
    clearTimeout(this.waiting);
    this.disposables.dispose();
  }

  private restored(uri: Uri): Shown {
    const key = uri.toString();
    const shown = this.shown.get(key) ?? (JSON.parse(uri.query) as Shown);
    this.shown.set(key, shown);
    return shown;
  }

  private async answer({ command, request }: Shown): Promise<string> {
    const { text } = await this.server.execute<{ text: string }>(command, request);
    return text;
  }

  private async refresh(uri: Uri): Promise<void> {
    const key = uri.toString();
    const text = await this.answer(this.restored(uri));
    if (text !== this.texts.get(key)) {
      this.texts.set(key, text);
      this.changed.fire(uri);
    }
  }

  private refreshSoon(): void {
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => {
      for (const key of this.shown.keys()) {
        // While a program is broken its last form stays.
        this.refresh(Uri.parse(key)).catch((error: unknown) => this.server.output.debug(String(error)));
      }
    }, 300);
  }

  private follow(source: Uri, changes: readonly TextDocumentContentChangeEvent[]): void {
    for (const shown of this.shown.values()) {
      if (shown.request.uri === source.toString()) {
        shown.request = changes.reduce(moved, shown.request);
      }
    }
    if (this.shown.size > 0) {
      this.refreshSoon();
    }
  }

  private forget(uri: Uri): void {
    this.shown.delete(uri.toString());
    this.texts.delete(uri.toString());
  }
}

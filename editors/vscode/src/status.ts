import { type Disposable, languages, LanguageStatusSeverity } from "vscode";
import { programs } from "./selector";

/** What the status bar says of the server, beside the name of the language. */
export class Status implements Disposable {
  private readonly item = languages.createLanguageStatusItem("sparta.server", programs);

  constructor() {
    this.item.name = "Sparta Language Server";
    this.item.command = { title: "Restart", command: "sparta.restartServer" };
  }

  starting(): void {
    this.show("Sparta", "starting", LanguageStatusSeverity.Information);
    this.item.busy = true;
  }

  running(version: string, path: string): void {
    this.show(`Sparta ${version}`.trim(), path, LanguageStatusSeverity.Information);
  }

  stopped(reason: string): void {
    this.show("Sparta is not running", reason, LanguageStatusSeverity.Error);
  }

  dispose(): void {
    this.item.dispose();
  }

  private show(text: string, detail: string, severity: LanguageStatusSeverity): void {
    this.item.busy = false;
    this.item.text = text;
    this.item.detail = detail;
    this.item.severity = severity;
  }
}

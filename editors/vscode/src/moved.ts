import type { TextDocumentContentChangeEvent } from "vscode";
import type { Request } from "./requests";

/** Which lines of a document were replaced, and by what. */
type Change = Pick<TextDocumentContentChangeEvent, "range" | "text">;

/** The request after a change: lines that come or go above its position move it. */
export function moved(request: Request, change: Change): Request {
  const { position } = request;
  const { start, end } = change.range;
  const isBefore = (line: number, character: number) =>
    end.line < line || (end.line === line && end.character <= character);
  if (position === undefined || !isBefore(position.line, position.character)) {
    return request;
  }
  const lines = change.text.split("\n").length - 1;
  return { ...request, position: { ...position, line: position.line + lines - (end.line - start.line) } };
}

import assert from "node:assert/strict";
import { test } from "node:test";
import type { Range } from "vscode";
import { moved } from "../src/moved";

const REQUEST = { uri: "file:///a.sparta", position: { line: 5, character: 2 } };

/** The line of the request after whole lines, or what stands before a column, were replaced by a text. */
function line(from: number, to: number, text: string, column = 0): number | undefined {
  const range = { start: { line: from, character: column }, end: { line: to, character: column } } as Range;
  return moved(REQUEST, { range, text }).position?.line;
}

test("lines that come or go above move it", () => {
  assert.equal(line(1, 1, "a\nb\n"), 7);
  assert.equal(line(0, 3, ""), 2);
  assert.equal(line(0, 3, "a\n"), 3);
  assert.equal(line(5, 5, "a\n"), 6);
});

test("what changes behind it or below does not", () => {
  assert.equal(line(5, 5, "a\n", 3), 5);
  assert.equal(line(7, 9, ""), 5);
});

test("a request about a whole program stays", () => {
  const range = { start: { line: 0, character: 0 }, end: { line: 1, character: 0 } } as Range;
  assert.deepEqual(moved({ uri: "a" }, { range, text: "" }), { uri: "a" });
});

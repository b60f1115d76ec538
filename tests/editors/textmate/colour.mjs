// Colours files as Visual Studio Code does: `node colour.mjs GRAMMAR FILE...` prints JSON, a list of lines for each
// file, and of a line each token's begin and end, in UTF-16, and its scopes.

import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";

const require = createRequire(join(process.cwd(), "here"));
const { createOnigScanner, createOnigString, loadWASM } = require("vscode-oniguruma");
const { INITIAL, Registry, parseRawGrammar } = require("vscode-textmate");

const [path, ...files] = process.argv.slice(2);
const wasm = await readFile(require.resolve("vscode-oniguruma/release/onig.wasm"));
await loadWASM(wasm.buffer.slice(wasm.byteOffset, wasm.byteOffset + wasm.byteLength));

const registry = new Registry({
  onigLib: Promise.resolve({ createOnigScanner, createOnigString }),
  loadGrammar: async () => parseRawGrammar(await readFile(path, "utf8"), path),
});
const grammar = await registry.loadGrammar("source.sparta");

function colour(text) {
  let state = INITIAL;
  return text.split(/\r?\n/).map((line) => {
    const { tokens, ruleStack } = grammar.tokenizeLine(line, state);
    state = ruleStack;
    // The engine sees a newline behind each line, which is none of its characters.
    return tokens
      .map(({ startIndex, endIndex, scopes }) => [startIndex, Math.min(endIndex, line.length), scopes])
      .filter(([start, end]) => start < end);
  });
}

const coloured = await Promise.all(files.map(async (file) => colour(await readFile(file, "utf8"))));
process.stdout.write(JSON.stringify(coloured));

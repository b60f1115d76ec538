import assert from "node:assert/strict";
import { test } from "node:test";
import { page } from "../src/page";

const GRAPH = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<style>body { margin: 0 }</style>
<svg><style>.node { fill: none }</style><g class="node" data-path="a.sparta" data-line="1"></g></svg>
</html>
`;

test("the policy stands before all that it is about", () => {
  const text = page(GRAPH, "abc");
  const policy = text.indexOf("Content-Security-Policy");
  assert.ok(policy > 0 && policy < text.indexOf("<style") && policy < text.indexOf("<script"));
  assert.ok(text.includes("default-src 'none'; style-src 'nonce-abc'; script-src 'nonce-abc'"));
});

test("every style and script has the nonce", () => {
  const text = page(GRAPH, "abc");
  assert.equal(text.match(/<(style|script)/g)?.length, 4);
  assert.equal(text.match(/<(style|script) nonce="abc"/g)?.length, 4);
});

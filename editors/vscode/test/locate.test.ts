import assert from "node:assert/strict";
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { after, test } from "node:test";
import { locate, program } from "../src/locate";

const folder = mkdtempSync(join(tmpdir(), "sparta-locate-"));
after(() => rmSync(folder, { recursive: true }));

/** A program, or a file that is none, in a folder of its own; gives the folder. */
function placed(name: string, mode = 0o755): string {
  const at = join(folder, name);
  mkdirSync(at, { recursive: true });
  writeFileSync(join(at, program()), "");
  chmodSync(join(at, program()), mode);
  return at;
}

const extension = join(placed("extension/server"), "..");
const first = placed("first");
const second = placed("second");
const search = [first, second].join(delimiter);

test("the setting wins", async () => {
  const configured = join(second, program());
  assert.deepEqual(await locate({ configured, extension, search }), { path: configured, source: "setting" });
});

test("a setting that names no program is told, and nothing else is taken", async () => {
  for (const configured of [join(folder, "nothing"), folder, join(placed("readable", 0o644), program())]) {
    const located = await locate({ configured, extension, search });
    assert.ok("missing" in located && located.missing.includes(configured), JSON.stringify(located));
  }
});

test("the extension's own comes before those of the path", async () => {
  const path = join(extension, "server", program());
  assert.deepEqual(await locate({ configured: "", extension, search }), { path, source: "extension" });
});

test("of the path the first one is taken that is a program", async () => {
  const readable = placed("readable", 0o644);
  const found = await locate({ configured: "", extension: folder, search: [readable, search].join(delimiter) });
  assert.deepEqual(found, { path: join(first, program()), source: "PATH" });
});

test("where there is none that is told", async () => {
  assert.ok("missing" in (await locate({ configured: "", extension: folder, search: delimiter })));
});

test("on Windows a program has an extension", () => {
  assert.equal(program("win32"), "spartac.exe");
  assert.equal(program("linux"), "spartac");
});

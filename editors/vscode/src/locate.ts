import { constants } from "node:fs";
import { access, stat } from "node:fs/promises";
import { homedir } from "node:os";
import { delimiter, join } from "node:path";

/** The compiler, and where it was found: or why there is none. */
export type Located =
  | { readonly path: string; readonly source: "setting" | "extension" | "PATH" }
  | { readonly missing: string };

/** Where the compiler may be. */
export interface Places {
  /** What the setting `sparta.server.path` says, if anything. */
  readonly configured: string;
  /** The folder of the extension; one that was packaged for a platform has the compiler in `server/`. */
  readonly extension: string;
  /** The folders of the variable `PATH`. */
  readonly search: string;
}

/** Looks for the compiler: where the setting says and nowhere else, or in the extension, then on the path. */
export async function locate(places: Places): Promise<Located> {
  if (places.configured !== "") {
    const path = places.configured.replace(/^~(?=[/\\])/, homedir());
    return (await isProgram(path))
      ? { path, source: "setting" }
      : { missing: `the setting "sparta.server.path" names ${path}, which is not a program` };
  }
  const bundled = join(places.extension, "server", program());
  if (await isProgram(bundled)) {
    return { path: bundled, source: "extension" };
  }
  for (const folder of places.search.split(delimiter).filter((folder) => folder !== "")) {
    const path = join(folder, program());
    if (await isProgram(path)) {
      return { path, source: "PATH" };
    }
  }
  return { missing: "the compiler `spartac` is not in a folder of the variable PATH" };
}

/** The file name of the compiler. */
export function program(platform: NodeJS.Platform = process.platform): string {
  return platform === "win32" ? "spartac.exe" : "spartac";
}

async function isProgram(path: string): Promise<boolean> {
  try {
    await access(path, constants.X_OK);
    return (await stat(path)).isFile();
  } catch {
    return false;
  }
}

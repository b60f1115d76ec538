// A window of the editor in headless Chromium, and what a person does in it.
import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";

const { chromium } = createRequire(`${process.env.BROWSER_MODULES}/`)("playwright-core");

const ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"];
/** No step takes this long. Starting takes longer, and all the checks inside the editor. */
const PATIENCE = 20_000;
const START = 90_000;
const ALL = 300_000;

export class Window {
  constructor(browser, page) {
    this.browser = browser;
    this.page = page;
  }

  static async open(url) {
    const browser = await chromium.launch({ executablePath: process.env.CHROMIUM, args: ARGUMENTS });
    const page = await browser.newPage({ viewport: { width: 1600, height: 900 } });
    page.setDefaultTimeout(START);
    await page.goto(url, { waitUntil: "domcontentloaded" });
    await page.waitForSelector(".monaco-workbench");
    await page.waitForSelector(".explorer-folders-view .monaco-list-row");
    page.setDefaultTimeout(PATIENCE);
    return new Window(browser, page);
  }

  /** Ends the session as closing the window does, so that the extensions are told. */
  async close() {
    await this.page.close({ runBeforeUnload: true });
    await new Promise((resolve) => setTimeout(resolve, 1000));
    await this.browser.close();
  }

  async openFile(name) {
    await this.command(name, "Control+P");
    await this.page.waitForSelector(`.tab.active[data-resource-name="${name}"]`);
    await this.page.waitForSelector(".editor-instance .view-line");
  }

  /** Runs a command of the palette. */
  async command(title, keys = "F1") {
    await this.page.keyboard.press(keys);
    const input = this.page.locator(".quick-input-widget input[type=text]");
    await input.waitFor({ state: "visible" });
    await this.page.keyboard.type(title);
    await this.page.locator(".quick-input-list .monaco-list-row.focused", { hasText: title }).waitFor();
    await this.page.keyboard.press("Enter");
  }

  /** Puts the cursor at a place, counted from 1. */
  async goTo(line, column) {
    await this.page.keyboard.press("Control+G");
    await this.page.locator(".quick-input-widget input[type=text]").waitFor({ state: "visible" });
    await this.page.keyboard.type(`${line}:${column}`);
    await this.page.locator(".quick-input-list .monaco-list-row", { hasText: `line ${line}` }).waitFor();
    await this.page.keyboard.press("Enter");
    await this.text(".statusbar-item", `Ln ${line}, Col ${column}`);
  }

  async press(...keys) {
    for (const key of keys) {
      await this.page.keyboard.press(key);
    }
  }

  /** The text of the first element that shows some words. */
  async text(selector, words) {
    const element = this.page.locator(selector, { hasText: words }).first();
    await element.waitFor({ state: "visible" });
    return element.innerText();
  }

  /** The frame of a panel, which has an element. */
  async frame(selector) {
    const end = Date.now() + PATIENCE;
    while (Date.now() < end) {
      for (const frame of this.page.frames()) {
        if (frame !== this.page.mainFrame() && (await frame.$(selector).catch(() => null)) !== null) {
          return frame;
        }
      }
      await this.page.waitForTimeout(100);
    }
    throw new Error(`no panel has ${selector}`);
  }

  async screenshot(name) {
    await this.page.screenshot({ path: `${process.env.SCREENSHOTS}/${name}.png` });
  }
}

/** What the extension in the editor has written, once it has. */
export async function results(file) {
  const end = Date.now() + ALL;
  while (!existsSync(file)) {
    if (Date.now() > end) {
      throw new Error("the checks inside the editor did not end");
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return JSON.parse(readFileSync(file, "utf8"));
}

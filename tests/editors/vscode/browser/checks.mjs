// What a person sees.
import assert from "node:assert/strict";

export const checks = {
  async "a mistake is underlined"(window) {
    await window.openFile("broken.sparta");
    await window.page.waitForSelector(".squiggly-error");
    await window.screenshot("squiggle");
    assert.ok((await window.page.locator(".squiggly-error").count()) >= 2);
  },

  async "a hover says what is wrong, and offers the fix"(window) {
    await window.goTo(2, 5);
    await window.press("Control+K", "Control+I");
    // The fix comes when the server has been asked for it.
    const text = await window.text(".monaco-hover", "Quick Fix");
    await window.screenshot("hover");
    assert.match(text, /no property `?VisibilityTimout/);
    assert.match(text, /unknown-property/);
    await window.press("Escape");
  },

  async "a hover shows what a name stands for"(window) {
    await window.openFile("shop.sparta");
    await window.goTo(19, 13);
    await window.press("Control+K", "Control+I");
    const text = await window.text(".monaco-hover", "AWS::S3::Bucket");
    await window.screenshot("hover-name");
    assert.match(text, /What customers send/);
    await window.press("Escape");
  },

  async "suggestions are listed while typing"(window) {
    await window.openFile("broken.sparta");
    await window.goTo(2, 3);
    await window.press("Control+Space");
    await window.page.locator(".suggest-widget.visible .monaco-list-row").first().waitFor();
    const rows = await window.page.locator(".suggest-widget.visible .monaco-list-row").allInnerTexts();
    await window.screenshot("completion");
    assert.ok(rows.some((row) => row.startsWith("QueueName")), rows.join());
    await window.press("Escape");
  },

  async "the words of a program have colours"(window) {
    await window.openFile("shop.sparta");
    await window.screenshot("colours");
    await colourful(window);
  },

  async "the graph is drawn beside the program"(window) {
    await window.openFile("shop.sparta");
    await window.command("Sparta: Show Graph");
    const frame = await window.frame("svg .node");
    const names = await frame.locator("svg .node .name").allTextContents();
    await window.screenshot("graph");
    assert.deepEqual(names.sort(), ["jobs", "jobs.dead", "resize", "uploads"]);
  },

  async "the graph has the colours of the editor and runs nothing but its own script"(window) {
    const frame = await window.frame("svg .node");
    const policy = await frame.locator("meta[http-equiv=Content-Security-Policy]").getAttribute("content");
    assert.match(policy, /^default-src 'none'; style-src 'nonce-[\w-]+'; script-src 'nonce-[\w-]+'$/);
    const background = await frame.evaluate(() => [
      getComputedStyle(document.body).backgroundColor,
      getComputedStyle(document.documentElement).getPropertyValue("--vscode-editor-background"),
    ]);
    assert.equal(background[0], rgb(background[1]));
  },

  async "a click in the graph leads to the declaration"(window) {
    const frame = await window.frame("svg .node");
    await frame.locator("svg .node", { hasText: "jobs: AWS::SQS::Queue" }).click();
    await window.text(".statusbar-item", "Ln 12, Col 1");
    await window.screenshot("graph-click");
    assert.equal(await window.page.locator('.tab.active.selected[data-resource-name="shop.sparta"]').count(), 1);
  },

  async "the graph follows the program"(window) {
    await window.goTo(11, 1);
    await window.page.keyboard.type("resource extra: AWS::S3::Bucket {}\n");
    await window.frame('svg .node:has-text("extra")');
    await window.command("File: Revert File");
  },

  async "a compiler that is not there is told, with what can be done"(window) {
    await window.command("Probe: Lose the Compiler");
    const told = await window.text(".notification-list-item", "/nowhere/spartac");
    await window.screenshot("not-found");
    assert.match(told, /sparta\.server\.path/);
    for (const button of ["Open Settings", "How to Install", "Try Again"]) {
      assert.equal(await window.page.locator(".notification-list-item .monaco-button", { hasText: button }).count(), 1);
    }
    await window.page.locator(".notification-list-item .monaco-button", { hasText: "How to Install" }).click();
    await window.text(".gettingStartedContainer", "Install the compiler");
    await window.screenshot("walkthrough");
    // The walkthrough is a frame that keeps what is typed to itself.
    await window.page.locator(".tab", { hasText: "broken.sparta" }).first().click();
    await window.openFile("shop.sparta");
    await window.page.locator(".codelens-decoration").first().waitFor({ state: "detached" });
    await window.screenshot("colours-without-server");
    await colourful(window);
    await window.openFile("broken.sparta");
    await window.command("Probe: Find the Compiler");
    await window.page.waitForSelector(".squiggly-error");
  },
};

/** Words, texts, types and comments differ in their colours. */
async function colourful(window) {
  const colour = (text) =>
    window.page
      .locator(".view-line > span > span", { hasText: text })
      .first()
      .evaluate((span) => getComputedStyle(span).color);
  const colours = [];
  for (const text of ["lambda", "python3.13", "String", "What customers send"]) {
    colours.push(await colour(text));
  }
  assert.equal(new Set(colours).size, 4, colours.join());
}

/** `#ffffff` as a computed colour is written. */
function rgb(hex) {
  const [red, green, blue] = [1, 3, 5].map((at) => Number.parseInt(hex.trim().slice(at, at + 2), 16));
  return `rgb(${red}, ${green}, ${blue})`;
}

// What a person sees.
import assert from "node:assert/strict";

export const checks = {
  async "a mistake is underlined"(window) {
    await window.openFile("broken.sparta");
    await window.page.waitForSelector(".squiggly-error");
    await window.screenshot("squiggle");
    assert.ok((await window.page.locator(".squiggly-error").count()) >= 2);
  },

  async "a hover says what is wrong"(window) {
    await window.goTo(2, 5);
    await window.press("Control+K", "Control+I");
    const text = await window.text(".monaco-hover", "VisibilityTimout");
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
    await window.page.locator(".tab", { hasText: "broken.sparta" }).click();
    await window.command("Probe: Find the Compiler");
    await window.page.waitForSelector(".squiggly-error");
  },
};

// Opens the editor, waits for the checks inside it, then looks at it as a person does.
//
//     node drive.mjs URL RESULTS
//
// Prints a line of JSON for each check.
import { checks } from "./checks.mjs";
import { results, Window } from "./page.mjs";

const [url, file] = process.argv.slice(2);
const window = await Window.open(url);
const done = await results(file);
for (const [name, check] of Object.entries(checks)) {
  let failure;
  try {
    await check(window);
  } catch (error) {
    failure = String(error?.message ?? error);
    await window.screenshot(`failed-${name.replaceAll(/\W+/g, "-")}`);
    await window.press("Escape", "Escape");
  }
  done.push({ name: `window: ${name}`, failure });
}
await window.close();
for (const result of done) {
  console.log(JSON.stringify(result));
}

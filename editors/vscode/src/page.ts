/** In a panel the picture has the colours of the editor. */
const STYLE = `
body { background: var(--vscode-editor-background); color: var(--vscode-editor-foreground); max-width: none; }
body svg { color: var(--vscode-editor-foreground); }
body .node rect { fill: var(--vscode-editorWidget-background); stroke: var(--vscode-editorWidget-border, currentColor); }
body .type, body .label { fill: var(--vscode-descriptionForeground); }
body .node[data-path] { cursor: pointer; }
body .node[data-path]:hover rect, body .node[data-path]:focus rect { stroke: var(--vscode-focusBorder); stroke-width: 2; }
`;

/** A declaration that is clicked, or chosen with the keyboard, is shown in its file. */
const SCRIPT = `
const editor = acquireVsCodeApi();
for (const node of document.querySelectorAll("[data-path]")) {
  const open = () => editor.postMessage({ path: node.dataset.path, line: Number(node.dataset.line) });
  node.setAttribute("tabindex", "0");
  node.setAttribute("role", "link");
  node.addEventListener("click", open);
  node.addEventListener("keydown", (event) => event.key === "Enter" && open());
}
`;

/** The page of a graph for a panel: nothing is loaded, and only our own styles and script are in force. */
export function page(html: string, nonce: string): string {
  const policy = `default-src 'none'; style-src 'nonce-${nonce}'; script-src 'nonce-${nonce}'`;
  const added =
    `<meta http-equiv="Content-Security-Policy" content="${policy}">` +
    `<style>${STYLE}</style>` +
    `<script type="module">${SCRIPT}</script>`;
  return html
    .replace(/<html[^>]*>/, (tag) => `${tag}\n${added}`)
    .replace(/<(style|script)(?=[ >])/g, `<$1 nonce="${nonce}"`);
}

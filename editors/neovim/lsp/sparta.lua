-- How Neovim starts the server; `vim.lsp.config("sparta", { … })` changes it.
---@type vim.lsp.Config
return {
  cmd = { "spartac", "lsp" },
  filetypes = { "sparta" },
  root_markers = { "sparta.toml", ".git" },
}

-- How Neovim starts the server; `vim.lsp.config("sparta", { … })` changes it.

--- The folder of the project. A file that lies in none, such as one of the standard library that somebody
--- jumped to, is served by the server that runs already.
local function root_dir(buffer, on_dir)
  local root = vim.fs.root(buffer, { "sparta.toml", ".git" })
  local running = vim.lsp.get_clients({ name = "sparta" })[1]
  on_dir(root or running and running.root_dir)
end

---@type vim.lsp.Config
return {
  cmd = { "spartac", "lsp" },
  filetypes = { "sparta" },
  root_dir = root_dir,
}

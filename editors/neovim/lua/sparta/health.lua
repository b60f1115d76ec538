--- `:checkhealth sparta`
local M = {}

function M.check()
  vim.health.start("sparta")
  local cmd = vim.lsp.config.sparta.cmd
  local program = type(cmd) == "table" and cmd[1] or "spartac"
  if vim.fn.executable(program) == 1 then
    vim.health.ok(vim.trim(vim.fn.system({ program, "--version" })) .. " is " .. vim.fn.exepath(program))
  else
    vim.health.error(program .. " is not a program", {
      "put the folder of `spartac` into PATH",
      'or name it: vim.lsp.config("sparta", { cmd = { "/path/to/spartac", "lsp" } })',
    })
  end
  if vim.treesitter.language.add("sparta") then
    vim.health.ok("there is a tree-sitter parser")
  else
    vim.health.info("there is no tree-sitter parser; `syntax/sparta.vim` gives colours")
  end
end

return M

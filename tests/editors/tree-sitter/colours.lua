-- Says which programs Neovim does not read, colour or fold by the tree.
local wrong = 0

local function say(what)
  wrong = wrong + 1
  io.stdout:write(what .. "\n")
end

for _, name in ipairs({ "highlights", "folds", "indents", "injections", "locals", "textobjects" }) do
  local read, query = pcall(vim.treesitter.query.get, "sparta", name)
  if not (read and query) then
    say(("%s: %s"):format(name, read and "there is none" or query))
  end
end

local programs = vim.split(vim.env.PROGRAMS, "\n")
for _, path in ipairs(programs) do
  vim.cmd.edit(vim.fn.fnameescape(path))
  local buffer = vim.api.nvim_get_current_buf()
  if not vim.treesitter.highlighter.active[buffer] then
    say(path .. ": the tree gives no colours")
  end
  local root = vim.treesitter.get_parser(buffer):parse()[1]:root()
  if root:has_error() then
    say(path .. ": it can't be read")
  end
  for declaration in root:iter_children() do
    local line, column = declaration:range()
    if declaration:named() and #vim.treesitter.get_captures_at_pos(buffer, line, column) == 0 then
      say(("%s:%d: it has no colour"):format(path, line + 1))
    end
  end
end

-- A block closes to one line.
vim.api.nvim_buf_set_lines(0, 0, -1, false, { "lambda f {", "  memory: 512MB", "}" })
vim.treesitter.get_parser(0):parse()
vim.wo.foldmethod = "expr"
vim.wo.foldexpr = "v:lua.vim.treesitter.foldexpr()"
vim.cmd("normal! zx")
vim.wait(1000, function()
  return vim.fn.foldlevel(2) == 1
end)
if vim.fn.foldlevel(2) ~= 1 then
  say("a block does not fold")
end
vim.cmd(wrong == 0 and #programs > 100 and "qall!" or "cquit")

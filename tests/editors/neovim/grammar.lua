-- Opens a program where there is the grammar for tree-sitter, and says what the plugin does not make of it.
local wrong = {}
local function want(is_met, text)
  if not is_met then
    table.insert(wrong, text)
  end
end

vim.cmd.edit(vim.env.PROGRAM)
want(vim.treesitter.highlighter.active[vim.api.nvim_get_current_buf()], "the parser is not used")
want(not vim.treesitter.get_parser():parse()[1]:root():has_error(), "the program is not understood")
for _, path in ipairs(vim.api.nvim_get_runtime_file("queries/sparta/*.scm", true)) do
  local name = vim.fs.basename(path):gsub("%.scm$", "")
  local ok, query = pcall(vim.treesitter.query.get, "sparta", name)
  want(ok and query, name .. ": " .. tostring(query))
end

local colours = {}
for number, line in ipairs(vim.api.nvim_buf_get_lines(0, 0, -1, false)) do
  for column = 0, #line - 1 do
    for _, capture in ipairs(vim.treesitter.get_captures_at_pos(0, number - 1, column)) do
      colours[capture.capture:match("^%w+")] = true
    end
  end
end
for _, name in ipairs({ "comment", "keyword", "string", "type", "number", "punctuation" }) do
  want(colours[name], "nothing is coloured as a " .. name)
end

io.stdout:write(table.concat(wrong, "\n"))
vim.cmd(#wrong == 0 and "qall!" or "cquit")

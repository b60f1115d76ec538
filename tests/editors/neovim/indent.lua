-- Indents programs that have the formatter's form, and says where they come out otherwise.
local wrong = 0

for _, path in ipairs(vim.split(vim.env.PROGRAMS, "\n")) do
  vim.cmd.edit(path)
  local wanted = vim.api.nvim_buf_get_lines(0, 0, -1, false)
  vim.cmd("silent normal! gg=G")
  for number, line in ipairs(vim.api.nvim_buf_get_lines(0, 0, -1, false)) do
    if line ~= wanted[number] then
      wrong = wrong + 1
      io.stdout:write(("%s:%d: %s\n"):format(path, number, line))
    end
  end
  vim.cmd("bwipeout!")
end
vim.cmd(wrong == 0 and "qall!" or "cquit")

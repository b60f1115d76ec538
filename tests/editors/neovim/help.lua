-- Makes the tags of the help, which fails where one is twice, and looks for the page.
local folder = vim.fn.tempname()
vim.fn.mkdir(folder .. "/doc", "p")
vim.fn.writefile(vim.fn.readfile(vim.env.PLUGIN .. "/doc/sparta.txt"), folder .. "/doc/sparta.txt")
local ok, err = pcall(function()
  vim.cmd.helptags(folder .. "/doc")
  vim.opt.runtimepath:prepend(folder)
  for _, topic in ipairs({ "sparta", ":Sparta", "sparta-lsp", "g:sparta_lsp" }) do
    vim.cmd.help(topic)
  end
end)
if not ok then
  io.stdout:write(tostring(err) .. "\n")
end
vim.cmd(ok and "qall!" or "cquit")

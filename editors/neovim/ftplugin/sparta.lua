if vim.b.did_ftplugin then
  return
end
vim.b.did_ftplugin = true

vim.bo.commentstring = "// %s"
vim.bo.comments = ":///,://,s1:/*,mb:*,ex:*/"
vim.opt_local.formatoptions:remove("t")
vim.opt_local.formatoptions:append("croql")
vim.bo.expandtab = true
vim.bo.shiftwidth = 2
vim.bo.softtabstop = 2
vim.opt_local.matchpairs = "(:),{:},[:]"

-- Colours from the syntax tree where its parser is installed; the server's, and those of `syntax/`, are there anyway.
if vim.treesitter.language.add("sparta") then
  vim.treesitter.start()
end

vim.b.undo_ftplugin = "setlocal commentstring< comments< formatoptions< expandtab< shiftwidth< softtabstop< matchpairs<"

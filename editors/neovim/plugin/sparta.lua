if vim.g.loaded_sparta then
  return
end
vim.g.loaded_sparta = true

if vim.fn.has("nvim-0.11") == 0 then
  vim.notify("sparta: Neovim 0.11 or later is needed", vim.log.levels.WARN)
  return
end

if vim.g.sparta_lsp ~= false then
  vim.lsp.enable("sparta")
end

local sparta = require("sparta")

-- What a code lens or a code action wants to be shown.
for name in pairs(sparta.commands) do
  vim.lsp.commands["sparta." .. name] = function(command, context)
    -- It is shown here, and not by the server.
    local request = vim.tbl_extend("force", (command.arguments or {})[1] or {}, { show = false })
    sparta.show(name, request, context.bufnr)
  end
end

vim.api.nvim_create_user_command("Sparta", function(given)
  sparta.run(given.fargs)
end, {
  nargs = "+",
  desc = "Shows what a Sparta program becomes",
  complete = function(word, line)
    return sparta.complete(word, line)
  end,
})

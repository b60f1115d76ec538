--- What `spartac lsp` can show beside what every language server can: a program expanded, its template,
--- its graph, and the page of a finding.
local M = {}

--- Shows a text in a window of its own, which is closed with `q`.
local function show_text(title)
  return function(answer)
    vim.cmd.new()
    local buffer = vim.api.nvim_get_current_buf()
    vim.api.nvim_buf_set_lines(buffer, 0, -1, false, vim.split(answer.text, "\n", { trimempty = true }))
    vim.bo[buffer].buftype = "nofile"
    vim.bo[buffer].bufhidden = "wipe"
    vim.bo[buffer].swapfile = false
    vim.bo[buffer].modifiable = false
    -- Not `filetype` for a program: the server is not told of what only shows something.
    vim.bo[buffer][answer.language == "sparta" and "syntax" or "filetype"] = answer.language
    vim.api.nvim_buf_set_name(buffer, ("sparta://%d/%s"):format(buffer, title))
    vim.keymap.set("n", "q", "<Cmd>close<CR>", { buffer = buffer, desc = "Closes the window" })
  end
end

--- Shows a page in the browser.
local function show_page(answer)
  local path = vim.fn.tempname() .. ".html"
  vim.fn.writefile(vim.split(answer.html, "\n"), path)
  local _, err = vim.ui.open(path)
  if err then
    vim.notify("sparta: the graph is in " .. path)
  end
end

--- The commands and what shows their answers.
M.commands = {
  expand = show_text("expanded"),
  emit = show_text("template"),
  graph = show_page,
  explain = show_text("explained"),
}

local function client_of(buffer)
  return vim.lsp.get_clients({ bufnr = buffer, name = "sparta" })[1]
end

--- Asks the server for the answer to a command, and shows it.
---@param name string one of `M.commands`
---@param request table what it is asked for: `uri`, `position`, `environment`, `format`
---@param buffer? integer
function M.show(name, request, buffer)
  local client = client_of(buffer or 0)
  if not client then
    vim.notify("sparta: the language server is not running here", vim.log.levels.WARN)
    return
  end
  local params = { command = "sparta." .. name, arguments = { request } }
  client:request("workspace/executeCommand", params, function(err, answer)
    if err then
      vim.notify("sparta: " .. err.message, vim.log.levels.WARN)
    elseif type(answer) == "table" then
      M.commands[name](answer)
    end
  end, buffer or 0)
end

--- The command `:Sparta`.
---@param words string[]
function M.run(words)
  local name, environment = words[1], words[2]
  if not M.commands[name] then
    vim.notify("sparta: no command " .. name, vim.log.levels.ERROR)
    return
  end
  local client = client_of(0)
  local request = vim.lsp.util.make_position_params(0, client and client.offset_encoding or "utf-16")
  M.show(name, {
    uri = request.textDocument.uri,
    position = request.position,
    environment = environment,
    format = name == "emit" and "yaml" or nil,
  })
end

--- What may follow in the command line.
function M.complete(word, line)
  local found = {}
  if line:match("^%S+%s+%S*$") then
    for name in pairs(M.commands) do
      if vim.startswith(name, word) then
        table.insert(found, name)
      end
    end
  else
    for _, text in ipairs(vim.api.nvim_buf_get_lines(0, 0, -1, false)) do
      local name = text:match("^environment%s+([%w_]+)")
      if name and vim.startswith(name, word) then
        table.insert(found, name)
      end
    end
  end
  table.sort(found)
  return found
end

return M

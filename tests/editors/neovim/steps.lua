-- Does the steps of the scenario as a user of Neovim does, and writes down what there is to be seen.
local WAIT = 20000

vim.lsp.config("sparta", { cmd = vim.json.decode(vim.env.SERVER) })

local function wait_until(condition)
  return vim.wait(WAIT, condition, 20)
end

local function lines(buffer)
  return vim.api.nvim_buf_get_lines(buffer or 0, 0, -1, false)
end

--- The column in characters of a byte of a line.
local function characters(line, byte)
  return vim.fn.strchars(line:sub(1, byte))
end

local function open(file)
  if vim.fn.expand("%:t") ~= file then
    vim.cmd("hide edit " .. vim.fn.fnameescape(file))
  end
  local client
  wait_until(function()
    client = vim.lsp.get_clients({ bufnr = 0, name = "sparta" })[1]
    return client and client.initialized
  end)
  return client, vim.api.nvim_get_current_buf()
end

--- Opens the file of a step and goes to its place.
local function go(step)
  local client, buffer = open(step.file)
  local before, after = step.text:match("^(.-)%$0(.*)$")
  for number, line in ipairs(lines()) do
    local start = line:find(before .. after, 1, true)
    if start then
      vim.api.nvim_win_set_cursor(0, { number, start + #before - 1 })
      return client, buffer
    end
  end
  error("there is no " .. step.text)
end

local function position(client)
  return vim.lsp.util.make_position_params(0, client.offset_encoding)
end

local function ask(client, method, params)
  local answer, err = client:request_sync(method, params, WAIT)
  if not answer or answer.err then
    error(method .. ": " .. vim.inspect(err or answer.err))
  end
  return answer.result
end

local function here()
  local row, column = unpack(vim.api.nvim_win_get_cursor(0))
  return { vim.fn.expand("%:t"), row, characters(vim.api.nvim_get_current_line(), column) }
end

local function shown(buffer, only)
  local found = {}
  for _, one in ipairs(vim.diagnostic.get(buffer)) do
    if not only or vim.list_contains(only, one.code) then
      local line, last = lines(buffer)[one.lnum + 1], lines(buffer)[one.end_lnum + 1]
      local severity = ({ "error", "warning", "info", "hint" })[one.severity]
      local message = vim.split(one.message, "\n")[1]
      local from, to = characters(line, one.col), characters(last, one.end_col)
      table.insert(found, { one.lnum + 1, from, to, severity, one.code, message })
    end
  end
  table.sort(found, function(a, b)
    return a[1] < b[1] or a[1] == b[1] and a[2] < b[2]
  end)
  return found
end

--- The diagnostics of a buffer, once they are what is expected or do not become that.
local function settled(buffer, step)
  wait_until(function()
    return vim.deep_equal(shown(buffer, step.only), step.expected)
  end)
  return shown(buffer, step.only)
end

local steps = {}

function steps.diagnostics(step)
  local _, buffer = open(step.file)
  return settled(buffer, step)
end

function steps.hover(step)
  local client = go(step)
  local answer = ask(client, "textDocument/hover", position(client))
  return table.concat(vim.lsp.util.convert_input_to_markdown_lines(answer.contents), "\n")
end

function steps.definition(step)
  go(step)
  local before = vim.inspect(here())
  vim.lsp.buf.definition()
  wait_until(function()
    return vim.inspect(here()) ~= before
  end)
  return here()
end

function steps.references(step)
  go(step)
  local found
  vim.lsp.buf.references(nil, {
    on_list = function(list)
      found = list.items
    end,
  })
  wait_until(function()
    return found ~= nil
  end)
  local places = vim.tbl_map(function(item)
    local buffer = vim.fn.bufadd(item.filename)
    vim.fn.bufload(buffer)
    return { vim.fs.basename(item.filename), item.lnum, characters(lines(buffer)[item.lnum], item.col - 1) }
  end, found)
  table.sort(places, function(a, b)
    return a[1] < b[1] or a[1] == b[1] and a[2] < b[2]
  end)
  return places
end

function steps.highlights(step)
  local client = go(step)
  local places = vim.tbl_map(function(one)
    local line = lines()[one.range.start.line + 1]
    local byte = vim.str_byteindex(line, client.offset_encoding, one.range.start.character)
    return { one.range.start.line + 1, characters(line, byte) }
  end, ask(client, "textDocument/documentHighlight", position(client)))
  table.sort(places, function(a, b)
    return a[1] < b[1]
  end)
  return places
end

--- The window that shows the signature.
function steps.signature(step)
  go(step)
  local windows = vim.api.nvim_list_wins()
  vim.lsp.buf.signature_help()
  wait_until(function()
    return #vim.api.nvim_list_wins() > #windows
  end)
  for _, window in ipairs(vim.api.nvim_list_wins()) do
    if not vim.list_contains(windows, window) then
      local text = table.concat(lines(vim.api.nvim_win_get_buf(window)), "\n")
      vim.api.nvim_win_close(window, true)
      return text
    end
  end
end

function steps.hints(step)
  local _, buffer = open(step.file)
  vim.lsp.inlay_hint.enable(true, { bufnr = buffer })
  local found
  wait_until(function()
    found = vim.lsp.inlay_hint.get({ bufnr = buffer })
    return #found > 0
  end)
  vim.lsp.inlay_hint.enable(false, { bufnr = buffer })
  return table.concat(vim.tbl_map(function(hint)
    return hint.inlay_hint.label
  end, found), " ")
end

function steps.calls(step)
  local client = go(step)
  local item = ask(client, "textDocument/prepareCallHierarchy", position(client))[1]
  return vim.tbl_map(function(call)
    return call.from.name
  end, ask(client, "callHierarchy/incomingCalls", { item = item }))
end

function steps.symbols(step)
  local client = open(step.file)
  local params = { textDocument = vim.lsp.util.make_text_document_params(0) }
  local items = vim.lsp.util.symbols_to_items(ask(client, "textDocument/documentSymbol", params), 0, client.offset_encoding)
  return vim.tbl_map(function(item)
    return item.text:match("%] (.*)$")
  end, items)
end

function steps.find(step)
  local found
  vim.lsp.buf.workspace_symbol(step.query, {
    on_list = function(list)
      found = list.items
    end,
  })
  wait_until(function()
    return found ~= nil
  end)
  return vim.tbl_map(function(item)
    return { vim.fs.basename(item.filename), item.lnum, item.text:match("%] (%S+)") }
  end, found)
end

--- What the server says of the word at the place.
function steps.token(step)
  local _, buffer = go(step)
  local row, column = unpack(vim.api.nvim_win_get_cursor(0))
  local tokens
  wait_until(function()
    tokens = vim.lsp.semantic_tokens.get_at_pos(buffer, row - 1, column)
    return tokens and #tokens > 0
  end)
  return tokens[1].type
end

--- What stands above the lines.
function steps.lenses(step)
  local _, buffer = open(step.file)
  local titles
  wait_until(function()
    vim.lsp.codelens.refresh({ bufnr = buffer })
    vim.wait(100)
    titles = vim.tbl_map(function(lens)
      return lens.command and lens.command.title
    end, vim.lsp.codelens.get(buffer))
    return #titles > 0
  end)
  return titles
end

--- Where the fold ends that begins on the line of the place.
function steps.fold(step)
  go(step)
  vim.wo.foldmethod = "expr"
  vim.wo.foldexpr = "v:lua.vim.lsp.foldexpr()"
  local row = vim.api.nvim_win_get_cursor(0)[1]
  wait_until(function()
    return vim.fn.foldlevel(row) > 0
  end)
  vim.cmd(row .. "foldclose")
  local last = vim.fn.foldclosedend(row)
  vim.wo.foldmethod = "manual"
  vim.cmd("normal! zE")
  return last
end

local function items(client)
  local answer = ask(client, "textDocument/completion", position(client))
  return answer.items or answer
end

function steps.complete(step)
  local client = go(step)
  return vim.tbl_map(function(item)
    return item.label
  end, items(client))
end

--- Types at the end of a line, waits for the menu, and takes what it offers first.
function steps.type(step)
  local client, buffer = go(step)
  vim.bo[buffer].autoindent = false
  vim.bo[buffer].indentexpr = ""
  vim.o.completeopt = "menuone,noselect"
  vim.lsp.completion.enable(true, client.id, buffer)
  local timer = assert(vim.uv.new_timer())
  local started, chosen = vim.uv.now(), false
  timer:start(20, 20, vim.schedule_wrap(function()
    if not chosen and vim.fn.pumvisible() == 1 then
      vim.api.nvim_input("<C-n><C-y>")
      chosen = true
    elseif vim.api.nvim_get_current_line() == step.expected or vim.uv.now() - started > WAIT then
      vim.api.nvim_input("<Esc>")
      timer:stop()
    end
  end))
  local typed = step.typed:gsub("\n", "<CR>")
  vim.api.nvim_feedkeys(vim.keycode("A" .. typed .. "<Cmd>lua vim.lsp.completion.get()<CR>"), "tx!", false)
  return vim.api.nvim_get_current_line()
end

local function actions(step)
  local client, buffer = go(step)
  local row, column = unpack(vim.api.nvim_win_get_cursor(0))
  local params = vim.lsp.util.make_range_params(0, client.offset_encoding)
  params.context = {
    diagnostics = vim.tbl_map(function(one)
      return one.user_data.lsp
    end, vim.tbl_filter(function(one)
      return one.col <= column and column < one.end_col
    end, vim.diagnostic.get(buffer, { lnum = row - 1 }))),
  }
  return ask(client, "textDocument/codeAction", params) or {}
end

function steps.actions(step)
  return vim.tbl_map(function(action)
    return action.title
  end, actions(step))
end

function steps.act(step)
  local _, buffer = go(step)
  local before = vim.api.nvim_buf_get_changedtick(buffer)
  vim.lsp.buf.code_action({
    apply = true,
    filter = function(action)
      return action.title == step.title
    end,
  })
  wait_until(function()
    return vim.api.nvim_buf_get_changedtick(buffer) > before
  end)
  return vim.api.nvim_get_current_line()
end

--- The line of a buffer that is as expected, or else the line at which it was.
local function line_like(file, wanted)
  local buffer = vim.fn.bufadd(file)
  vim.fn.bufload(buffer)
  return vim.list_contains(lines(buffer), wanted) and wanted or table.concat(lines(buffer), "\n")
end

function steps.line(step)
  open(step.file)
  return line_like(step.file, step.expected)
end

function steps.rename(step)
  go(step)
  vim.lsp.buf.rename(step.to)
  local seen = {}
  wait_until(function()
    for file, wanted in pairs(step.expected) do
      seen[file] = line_like(file, wanted)
    end
    return vim.deep_equal(seen, step.expected)
  end)
  return seen
end

--- Changes a word of a file, and looks at the findings of another.
function steps.replace(step)
  go(step)
  local line = vim.api.nvim_get_current_line()
  vim.api.nvim_set_current_line((line:gsub(step.old, step.new)))
  local _, buffer = open(step["then"])
  return settled(buffer, step)
end

function steps.format(step)
  open(step.file)
  vim.lsp.buf.format({ async = false, timeout_ms = WAIT })
  return table.concat(lines(), "\n") .. "\n"
end

--- Runs a command of the plugin, and reads the window that it opens.
function steps.command(step)
  go(step)
  local windows = #vim.api.nvim_list_wins()
  vim.cmd.Sparta(step.command)
  wait_until(function()
    return #vim.api.nvim_list_wins() > windows
  end)
  local text = table.concat(lines(), "\n")
  vim.cmd.close()
  return text
end

--- Runs a command of the plugin that opens a page in the browser, and reads the page.
function steps.browse(step)
  go(step)
  local page
  vim.ui.open = function(path)
    page = path
  end
  vim.cmd.Sparta(step.command)
  wait_until(function()
    return page ~= nil
  end)
  return table.concat(vim.fn.readfile(page), "\n")
end

local seen = assert(io.open(vim.env.SEEN, "w"))
for _, step in ipairs(vim.json.decode(table.concat(vim.fn.readfile(vim.env.STEPS), "\n"))) do
  local ok, result = xpcall(steps[step["do"]], debug.traceback, step)
  seen:write(vim.json.encode(ok and result or { failed = result }) .. "\n")
  seen:flush()
end

for _, client in ipairs(vim.lsp.get_clients()) do
  client:stop()
end
wait_until(function()
  return #vim.lsp.get_clients() == 0
end)
vim.cmd("qall!")

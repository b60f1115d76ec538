--- Indentation as the formatter writes it: what is in a bracket is two columns right of the line that the
--- bracket is on, and so is what continues a line.
local M = {}

local WIDTH = 2
local OPEN = { ["{"] = true, ["["] = true, ["("] = true }
local CLOSE = { ["}"] = true, ["]"] = true, [")"] = true }

--- Where a string ends that begins at `at`; what is interpolated may hold strings of its own.
local function string_end(text, at)
  local hashes = text:match('^r(#*)"', at)
  if hashes then
    local _, last = text:find('"' .. hashes, at + #hashes + 2, true)
    return (last or #text) + 1
  end
  local quote = text:match('^"""', at) or text:sub(at, at)
  local depth = 0
  at = at + #quote
  while at <= #text do
    local one = text:sub(at, at)
    if depth == 0 and text:sub(at, at + #quote - 1) == quote then
      return at + #quote
    elseif depth == 0 and one == "\n" and #quote == 1 then
      return at
    elseif depth == 0 and one == "\\" and #quote == 1 then
      at = at + 2
    elseif text:sub(at, at + 1) == "${" and quote ~= "'" then
      depth, at = depth + 1, at + 2
    elseif depth > 0 and one == '"' then
      at = string_end(text, at)
    else
      depth = depth > 0 and depth + (one == "{" and 1 or one == "}" and -1 or 0) or 0
      at = at + 1
    end
  end
  return at
end

--- Where a comment ends that begins at `at`.
local function comment_end(text, at)
  if text:sub(at, at + 1) == "//" then
    return text:find("\n", at, true) or #text + 1
  end
  local depth = 0
  while at <= #text do
    local two = text:sub(at, at + 1)
    depth = depth + (two == "/*" and 1 or two == "*/" and -1 or 0)
    at = at + ((two == "/*" or two == "*/") and 2 or 1)
    if depth == 0 then
      break
    end
  end
  return at
end

--- The brackets that are open at the end of a text, each with the line that it is on and whether it only groups,
--- the last two characters of its code, and whether it ends inside a string or comment.
local function state(text)
  local open, last, line, at = {}, 0, 1, 1
  local function pass(to)
    local _, count = text:sub(at, to - 1):gsub("\n", "")
    line, at = line + count, to
  end
  while at <= #text do
    local one, two = text:sub(at, at), text:sub(at, at + 1)
    if two == "//" or two == "/*" then
      local to = comment_end(text, at)
      if two == "/*" and to > #text then
        return open, "", true
      end
      pass(to)
    elseif one == '"' or one == "'" or text:match('^r#*"', at) and not text:sub(at - 1, at - 1):match("[%w_]") then
      local to = string_end(text, at)
      if to > #text and text:find("\n", at, true) then
        return open, "", true
      end
      pass(to)
      last = to - 1
    else
      if OPEN[one] then
        table.insert(open, { line = line, groups = one == "(" and not text:sub(last, last):match("[%w_%])]") })
      elseif CLOSE[one] then
        table.remove(open)
      end
      if not one:match("%s") then
        last = at
      end
      pass(at + 1)
    end
  end
  return open, text:sub(math.max(last - 1, 1), last), false
end

--- Whether a line that ends with this code goes on in the next.
local function goes_on(last)
  -- A `>` after a name ends a type.
  return last:match("[=+*/%%<?-]$") or last:match("[%s=]>$") or last == "&&" or last == "||"
end

--- Whether a line continues the one before.
local function continues(line)
  for _, sign in ipairs({ "^else%f[^%w_][^:]", "^%??%.[%a_]", "^%?%?", "^&&", "^|" }) do
    if line:match(sign) then
      return true
    end
  end
  return false
end

--- The lines of the declaration that a line is in, up to it.
local function before(number)
  local first = number - 1
  while first > 1 and not vim.fn.getline(first):match("^[%a@]") do
    first = first - 1
  end
  return math.max(first, 1), vim.fn.getline(math.max(first, 1), number - 1)
end

--- How far a line is indented.
---@param number integer the line, from 1
function M.indent(number)
  local line = vim.trim(vim.fn.getline(number))
  local first, lines = before(number)
  local open, last, inside = state(table.concat(lines, "\n") .. "\n")
  if inside then
    return -1
  end
  local extra = (goes_on(last) or continues(line)) and WIDTH or 0
  local bracket = open[#open]
  if not bracket then
    return extra
  end
  local base = vim.fn.indent(first + bracket.line - 1)
  if CLOSE[line:sub(1, 1)] then
    return base
  end
  return base + WIDTH + (bracket.groups and 0 or extra)
end

return M

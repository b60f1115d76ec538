; As `nvim-treesitter` reads it; without it `indent/sparta.lua` indents.
[
  (object)
  (object_for)
  (block)
  (list)
  (list_for)
  (match_expr)
  (expr_block)
  (arguments)
  (parameters)
  (import_names)
  (object_type)
  (paren)
] @indent.begin

["}" "]" ")"] @indent.end @indent.branch

(string_literal) @indent.ignore
(block_comment) @indent.ignore

; What stands in the text, by what it is. No two patterns are about the same node, so their order is of no matter.

(comment) @comment
(block_comment) @comment
(doc_comment) @comment.block.documentation

; ---- text and numbers ----

(string_literal ["\"" "\"\"\"" "'"] @string)
(string_text) @string
(raw_string) @string
(string_escape) @constant.character.escape
"${" @punctuation.special

[(int) (duration) (size)] @constant.numeric.integer
(float) @constant.numeric.float
["true" "false"] @constant.builtin.boolean
"null" @constant.builtin
(pattern (identifier) @constant.builtin)

; ---- words ----

(stack "stack" @keyword)
(import "stack" @keyword.control.import)
["import" "from" "as"] @keyword.control.import
"fn" @keyword.function
["type" "custom" "component" "extend"] @keyword.storage.type
[
  "param" "setting" "let" "resource" "existing" "lambda" "api" "site" "pipeline" "event" "output" "environment"
  "test" "with" "grant" "allow" "on" "when" "metric" "attribute" "property" "set" "check" "at" "assert"
] @keyword
["if" "else" "match"] @keyword.control.conditional
["for" "in"] @keyword.control.repeat

(attribute "@" @attribute)
(attribute name: (identifier) @attribute)

; ---- names ----

(stack name: (name) @namespace)
(environment name: (name) @namespace)
(import alias: (name) @namespace)
[
  (param name: (name) @variable.parameter)
  (setting name: (name) @variable.parameter)
  (parameter name: (name) @variable.parameter)
  (argument name: (name) @variable.parameter)
]
[
  (let name: (name) @variable)
  (resource name: (name) @variable)
  (existing name: (name) @variable)
  (construct name: (name) @variable)
  (output name: (name) @variable)
  (binding (name) @variable)
]
(test environment: (name) @variable)
[
  (fn name: (name) @function)
  (event_def name: (name) @function)
  (grant name: (name) @function)
]
[
  (type_alias name: (name) @type)
  (component name: (name) @type)
  (custom name: (name) @type)
]
(path_type (path (identifier) @type))
(path_type (identifier) @type)
[
  (import_name (name) @variable)
  (path_expr (path (identifier) @variable))
]
(diagnostic_name (identifier) @label)

(field_name (identifier) @variable.other.member)
(type_field name: (name) @variable.other.member)
(property_path (name) @variable.other.member)
(metric name: (name) @variable.other.member)
(attribute_def name: (name) @variable.other.member)
(member_expr name: (name) @variable.other.member)

; ---- signs ----

["{" "}" "[" "]" "(" ")" "?["] @punctuation.bracket
["," ":" "." "::" "?."] @punctuation.delimiter
[
  "=" "=>" "==" "!=" "<" "<=" ">" ">=" "&&" "||" "??" "|" "+" "-" "*" "/" "%" "!" "?" "..."
] @operator

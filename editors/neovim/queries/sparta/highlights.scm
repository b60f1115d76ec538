; What stands in the text, by what it is. No two patterns are about the same node, so their order is of no matter.

(comment) @comment
(block_comment) @comment
(doc_comment) @comment.documentation

; ---- text and numbers ----

(string_literal ["\"" "\"\"\"" "'"] @string)
(string_text) @string
(raw_string) @string
(string_escape) @string.escape
"${" @punctuation.special

[(int) (duration) (size)] @number
(float) @number.float
["true" "false"] @boolean
"null" @constant.builtin
(pattern (identifier) @constant.builtin)

; ---- words ----

(stack "stack" @keyword)
(import "stack" @keyword.import)
["import" "from" "as"] @keyword.import
"fn" @keyword.function
["type" "custom" "component" "extend"] @keyword.type
[
  "param" "setting" "let" "resource" "existing" "lambda" "api" "site" "pipeline" "event" "output" "environment"
  "test" "with" "grant" "allow" "on" "when" "metric" "attribute" "property" "set" "check" "at" "assert"
] @keyword
["if" "else" "match"] @keyword.conditional
["for" "in"] @keyword.repeat

(attribute "@" @attribute)
(attribute name: (identifier) @attribute)

; ---- names ----

(stack name: (name) @module)
(environment name: (name) @module)
(import alias: (name) @module)
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
  (type_alias name: (name) @type.definition)
  (component name: (name) @type.definition)
  (custom name: (name) @type.definition)
]
(path_type (path (identifier) @type))
(path_type (identifier) @type)
[
  (import_name (name) @variable)
  (path_expr (path (identifier) @variable))
]
(diagnostic_name (identifier) @label)

(field_name (identifier) @property)
(type_field name: (name) @property)
(property_path (name) @property)
(metric name: (name) @property)
(attribute_def name: (name) @property)
(member_expr name: (name) @variable.member)

; ---- signs ----

["{" "}" "[" "]" "(" ")" "?["] @punctuation.bracket
["," ":" "." "::" "?."] @punctuation.delimiter
[
  "=" "=>" "==" "!=" "<" "<=" ">" ">=" "&&" "||" "??" "|" "+" "-" "*" "/" "%" "!" "?" "..."
] @operator

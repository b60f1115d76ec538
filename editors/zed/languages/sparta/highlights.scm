; What stands in the text, by what it is. No two patterns are about the same node, so their order is of no matter.

(comment) @comment
(block_comment) @comment
(doc_comment) @comment.doc

; ---- text and numbers ----

(string_literal ["\"" "\"\"\"" "'"] @string)
(string_text) @string
(raw_string) @string
(string_escape) @string.escape
"${" @punctuation.special

[(int) (duration) (size)] @number
(float) @number
["true" "false"] @boolean
"null" @constant
(pattern (identifier) @constant)

; ---- words ----

(stack "stack" @keyword)
(import "stack" @keyword)
["import" "from" "as"] @keyword
"fn" @keyword
["type" "custom" "component" "extend"] @keyword
[
  "param" "setting" "let" "resource" "existing" "lambda" "api" "site" "pipeline" "event" "output" "environment"
  "test" "with" "grant" "allow" "on" "when" "metric" "attribute" "property" "set" "check" "at" "assert"
] @keyword
["if" "else" "match"] @keyword
["for" "in"] @keyword

(attribute "@" @attribute)
(attribute name: (identifier) @attribute)

; ---- names ----

(stack name: (name) @title)
(environment name: (name) @title)
(import alias: (name) @title)
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

(field_name (identifier) @property)
(type_field name: (name) @property)
(property_path (name) @property)
(metric name: (name) @property)
(attribute_def name: (name) @property)
(member_expr name: (name) @property)

; ---- signs ----

["{" "}" "[" "]" "(" ")" "?["] @punctuation.bracket
["," ":" "." "::" "?."] @punctuation.delimiter
[
  "=" "=>" "==" "!=" "<" "<=" ">" ">=" "&&" "||" "??" "|" "+" "-" "*" "/" "%" "!" "?" "..."
] @operator

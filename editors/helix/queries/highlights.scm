; Colours in Helix, which has names of its own for them. A later pattern wins.

(path_expr) @variable
(member_expr name: (name) @variable.other.member)
(call_expr callee: (path_expr) @function)
(call_expr callee: (member_expr name: (name) @function.method))

(path_type) @type
((path_type) @type.builtin
  (#match? @type.builtin "^(String|Int|Float|Bool|Json|Duration|Size|Path|Secret|Grant|Event|Metric|Code|Any)$"))

[(param name: (name) @variable.parameter)
 (setting name: (name) @variable.parameter)
 (parameter name: (name) @variable.parameter)
 (argument name: (name) @variable.parameter)]
[(let name: (name) @variable)
 (resource name: (name) @variable)
 (construct name: (name) @variable)
 (existing name: (name) @variable)
 (output name: (name) @variable)
 (binding (name) @variable)
 (import_name (name) @variable)
 (import alias: (name) @namespace)]
[(type_alias name: (name) @type)
 (component name: (name) @type)
 (custom name: (name) @type)]
[(fn name: (name) @function)
 (grant name: (name) @function)
 (event_def name: (name) @function)]
[(metric name: (name) @variable.other.member)
 (attribute_def name: (name) @variable.other.member)
 (property_path (name) @variable.other.member)]
[(stack name: (name) @namespace)
 (environment name: (name) @namespace)]

(field name: (field_name (identifier) @variable.other.member))
(type_field name: (name) @variable.other.member)
(object_type_field name: (field_name (identifier) @variable.other.member))
(diagnostic_name) @label
(attribute "@" @attribute name: (identifier) @attribute)

["stack" "param" "setting" "let" "type" "fn" "resource" "existing" "lambda" "api" "site" "pipeline" "custom"
 "component" "extend" "event" "output" "environment" "test" "grant" "allow" "metric" "attribute" "property" "set"
 "check" "assert" "on" "when" "at" "with"] @keyword
["import" "from" "as"] @keyword.control.import
["if" "else" "match"] @keyword.control.conditional
["for" "in"] @keyword.control.repeat

["true" "false"] @constant.builtin.boolean
"null" @constant.builtin
(int) @constant.numeric.integer
(float) @constant.numeric.float
[(duration) (size)] @constant.numeric

(string_literal) @string
(raw_string) @string
(string_escape) @constant.character.escape
(interpolation ["${" "}"] @punctuation.special)

["=" "=>" "==" "!=" "<" "<=" ">" ">=" "+" "-" "*" "/" "%" "!" "&&" "||" "??" "|" "..."] @operator
["{" "}" "[" "]" "(" ")" "?["] @punctuation.bracket
["," ":" "." "?." "::"] @punctuation.delimiter

[(comment) (block_comment)] @comment
(doc_comment) @comment.block.documentation

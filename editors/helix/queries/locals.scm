; What a name means is known in the whole file; here only where names of a function or a loop are.
[
  (fn)
  (component)
  (event_def)
  (list_for)
  (object_for)
] @local.scope

(parameter name: (name) @local.definition.variable.parameter)
(binding (name) @local.definition.variable)
(block (param name: (name) @local.definition.variable.parameter))
(block (let name: (name) @local.definition.variable))

(path_expr (path . (identifier) @local.reference))

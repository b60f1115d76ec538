; What a name means is known in the whole file; here only where names of a function or a loop are.
[
  (fn)
  (component)
  (event_def)
  (list_for)
  (object_for)
] @local.scope

(parameter name: (name) @local.definition.parameter)
(binding (name) @local.definition.var)
(block (param name: (name) @local.definition.parameter))
(block (let name: (name) @local.definition.var))

(path_expr (path . (identifier) @local.reference))

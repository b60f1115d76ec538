; A declaration is what a function is elsewhere, a component what a class is.
[
  (resource)
  (existing)
  (construct)
  (fn)
  (event_def)
  (grant)
  (test)
  (stack)
  (environment)
  (metric)
  (output)
] @function.outer

(resource body: (_) @function.inner)
(existing body: (_) @function.inner)
(construct body: (_) @function.inner)
(fn value: (_) @function.inner)
(event_def body: (_) @function.inner)
(grant body: (_) @function.inner)
(test body: (_) @function.inner)
(stack body: (_) @function.inner)
(environment body: (_) @function.inner)
(metric body: (_) @function.inner)
(output value: (_) @function.inner)

[
  (component)
  (custom)
  (extend)
  (type_alias)
] @class.outer

(component body: (_) @class.inner)
(custom body: (_) @class.inner)
(extend body: (_) @class.inner)
(type_alias type: (_) @class.inner)

(parameter) @parameter.inner
(argument) @parameter.inner

(if_expr) @conditional.outer
(match_expr) @conditional.outer
(list_for) @loop.outer
(object_for) @loop.outer
(call_expr) @call.outer
(field) @assignment.outer
(field name: (_) @assignment.lhs value: (_) @assignment.rhs)

[(comment) (doc_comment) (block_comment)] @comment.outer

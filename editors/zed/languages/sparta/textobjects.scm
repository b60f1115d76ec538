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
] @function.around

(resource body: (_) @function.inside)
(existing body: (_) @function.inside)
(construct body: (_) @function.inside)
(fn value: (_) @function.inside)
(event_def body: (_) @function.inside)
(grant body: (_) @function.inside)
(test body: (_) @function.inside)
(stack body: (_) @function.inside)
(environment body: (_) @function.inside)
(metric body: (_) @function.inside)
(output value: (_) @function.inside)

[
  (component)
  (custom)
  (extend)
  (type_alias)
] @class.around

(component body: (_) @class.inside)
(custom body: (_) @class.inside)
(extend body: (_) @class.inside)
(type_alias type: (_) @class.inside)

[(comment) (doc_comment) (block_comment)] @comment.around

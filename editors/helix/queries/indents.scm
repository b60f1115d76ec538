; What is in brackets is indented.

[(block) (object) (object_for) (object_type) (expr_block) (import_names) (list) (list_for) (arguments) (parameters)
 (paren) (match_expr)] @indent

["}" "]" ")"] @outdent

; What folds.

[(block) (object) (object_for) (object_type) (list) (list_for) (arguments) (match_expr) (block_comment)] @fold

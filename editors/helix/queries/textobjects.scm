; What is selected around and inside of a place.

(fn value: (_) @function.inside) @function.around
(component body: (_) @class.inside) @class.around
(extend body: (_) @class.inside) @class.around
(resource body: (_) @class.inside) @class.around
(construct body: (_) @class.inside) @class.around
(test body: (_) @test.inside) @test.around
(parameter) @parameter.around
(argument value: (_) @parameter.inside) @parameter.around
(field value: (_) @entry.inside) @entry.around
[(comment) (block_comment) (doc_comment)] @comment.around

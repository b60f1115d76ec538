/**
 * The syntax of Sparta for editors, rule by rule as in `lang/syntax/sparta.ungram`: a node here has the name and the
 * extent that it has in the compiler's tree. `tests/grammar.rs` compares the two on every program of the repository.
 *
 * Words such as `resource` are none where no declaration can begin; `word` makes names of them there. Where both may
 * stand, the rules say which words are names too (`wordAsName`).
 */

/// <reference types="tree-sitter-cli/dsl" />

const NUMBER = /[0-9][0-9_]*/;

/** Operators, loosest first, as in `lang/syntax/src/grammar/expression.rs`. */
const OPERATORS = [["||"], ["&&"], ["??"], ["==", "!="], ["<", "<=", ">", ">="], ["+", "-"], ["*", "/", "%"]];
const PREFIX = OPERATORS.length + 1;
const POSTFIX = PREFIX + 1;

const CONSTRUCTS = ["lambda", "api", "site", "pipeline"];
const CONSTANTS = ["true", "false", "null"];
/** The words that begin a member of a block, and no value. */
const MEMBER_WORDS = [
  ...["param", "let", "resource", "existing", "event", "output", ...CONSTRUCTS],
  ...["grant", "allow", "metric", "attribute", "property", "set", "check", "assert"],
];

/** What a newline or a comma separates, and may end with one. */
const separated = ($, item) => optional(seq(item, repeat(seq($._end, item)), optional($._end)));

/** A word of the language where it is a name. */
const wordAsName = ($, words) => words.map((word) => alias(word, $.identifier));

module.exports = grammar({
  name: "sparta",

  word: ($) => $.identifier,

  externals: ($) => [
    // A newline that ends what stands before it; it takes no text.
    $._newline,
    $._comment_rest,
    $.raw_string,
    $._line_text,
    $._block_text,
    $._quoted_text,
    // Where a string on one line ends without its quote.
    $._unclosed,
    // The `-` in the name of a diagnostic, which is no operator.
    $._name_hyphen,
    // Words that belong to what stands on the line before, where they can.
    "else",
    "when",
    "at",
    "as",
    // Never in a rule: it is valid where the parser recovers from a mistake, and there alone.
    $._recovering,
  ],

  extras: ($) => [/[ \t\r\n\f\uFEFF]/, $.doc_comment, $.comment, $.block_comment],

  supertypes: ($) => [$.declaration, $.member, $.expression, $.type],

  rules: {
    source_file: ($) => separated($, $.declaration),

    _end: ($) => choice(",", $._newline),

    // Of two that are as long the first is taken: `///` is documentation, `////` is not.
    doc_comment: () => token(seq("///", optional(/[^\/\n][^\n]*/))),
    comment: () => token(seq("//", /[^\n]*/)),
    block_comment: ($) => seq("/*", $._comment_rest),

    // ---- declarations --------------------------------------------------------------------------

    declaration: ($) =>
      choice(
        ...[$.stack, $.import, $.param, $.setting, $.let, $.type_alias, $.fn, $.resource, $.existing, $.construct],
        ...[$.custom, $.component, $.extend, $.event_def, $.output, $.environment, $.test],
      ),

    member: ($) =>
      choice(
        ...[$.param, $.let, $.resource, $.existing, $.construct, $.event_def, $.output],
        ...[$.grant, $.allow, $.metric, $.attribute_def, $.property, $.set, $.check, $.assert],
      ),

    _attributes: ($) => repeat1($.attribute),
    attribute: ($) => seq("@", field("name", $.identifier), optional($.arguments)),
    name: ($) => $.identifier,

    stack: ($) => declared($, "stack", named($), body($)),
    import: ($) =>
      declared(
        $,
        "import",
        optional("stack"),
        optional(seq($.import_names, "from")),
        field("path", $.string_literal),
        optional(seq("as", field("alias", $.name))),
      ),
    import_names: ($) => seq("{", separated($, $.import_name), "}"),
    import_name: ($) => seq(named($), optional(seq("as", field("alias", $.name)))),
    param: ($) => declared($, "param", named($), typed($), optional(assigned($, "default"))),
    setting: ($) => declared($, "setting", named($), typed($), optional(assigned($, "default"))),
    let: ($) => declared($, "let", named($), optional(typed($)), assigned($, "value")),
    type_alias: ($) => declared($, "type", named($), "=", field("type", $.type)),
    fn: ($) => declared($, "fn", named($), $.parameters, typed($), assigned($, "value")),
    parameters: ($) => seq("(", separated($, $.parameter), ")"),
    parameter: ($) => seq(named($), typed($), optional(assigned($, "default"))),
    resource: ($) => declared($, "resource", named($), optional($.repeat), ofResource($), optional($.guard), body($)),
    construct: ($) => declared($, choice(...CONSTRUCTS), named($), optional($.repeat), optional($.guard), body($)),
    existing: ($) => declared($, "existing", named($), ofResource($), body($)),
    repeat: ($) => seq("[", $.binding, "in", field("iterable", $.expression), "]"),
    binding: ($) => seq(field("first", $.name), optional(seq(",", field("second", $.name)))),
    guard: ($) => seq("if", field("condition", $.expression)),
    custom: ($) => declared($, "custom", named($), field("body", alias($._custom_block, $.block))),
    component: ($) => declared($, "component", named($), field("body", $.block)),
    extend: ($) => declared($, "extend", field("type", $.path_type), field("body", $.block)),
    output: ($) => declared($, "output", named($), valued($)),
    environment: ($) => declared($, "environment", named($), body($)),
    test: ($) =>
      declared(
        $,
        "test",
        field("title", $.string_literal),
        optional(seq("with", field("environment", $.name))),
        field("body", $.block),
      ),

    // ---- members -------------------------------------------------------------------------------

    block: ($) => seq("{", separated($, $.member), "}"),

    // A `custom` has fields between its members, and two of them hold types.
    _custom_block: ($) =>
      seq("{", separated($, choice($.member, $.type_field, alias($._custom_field, $.field))), "}"),
    type_field: ($) => seq(field("name", alias($._type_field_name, $.name)), ":", field("type", $.type)),
    _type_field_name: ($) => choice(...wordAsName($, ["input", "output"])),
    _custom_field: ($) => seq(field("name", alias($._custom_field_name, $.field_name)), valued($)),
    _custom_field_name: ($) =>
      choice(
        ...[$.identifier, $.int, $.string_literal],
        ...wordAsName($, MEMBER_WORDS.filter((word) => word !== "output")),
      ),

    grant: ($) => declared($, "grant", named($), field("body", $.block)),
    allow: ($) =>
      declared(
        $,
        "allow",
        field("actions", $.expression),
        "on",
        field("resources", $.expression),
        optional(seq("when", field("condition", $.expression))),
      ),
    event_def: ($) => declared($, "event", named($), optional($.parameters), field("body", $.block)),
    metric: ($) => declared($, "metric", named($), body($)),
    attribute_def: ($) => declared($, "attribute", named($), typed($), optional(assigned($, "value"))),
    property: ($) => declared($, "property", $.property_path, body($)),
    property_path: ($) => seq($.name, repeat(seq(".", $.name))),
    set: ($) => declared($, "set", field("target", $.expression), valued($)),
    check: ($) =>
      declared(
        $,
        "check",
        field("condition", $.expression),
        "else",
        optional($.diagnostic_name),
        field("message", $.expression),
        optional(seq("at", field("place", $.expression))),
      ),
    // Behind a hyphen every word is a part of the name; else those are none that begin a value.
    diagnostic_name: ($) => {
      const hyphen = alias($._name_hyphen, "-");
      const first = choice($.identifier, ...wordAsName($, CONSTANTS));
      return choice(
        prec(-1, first),
        prec.right(seq(first, hyphen, repeat(seq($._name_part, hyphen)), optional($._name_part))),
      );
    },
    _name_part: ($) => prec(POSTFIX, choice($.identifier, ...wordAsName($, ["if", "match", ...CONSTANTS]))),
    assert: ($) => declared($, "assert", field("condition", $.expression)),

    // ---- types ---------------------------------------------------------------------------------

    type: ($) => choice($.union_type, $._single_type),
    _single_type: ($) =>
      choice(
        ...[$.optional_type, $.path_type, $.list_type, $.map_type, $.object_type, $.literal_type, $.paren_type],
      ),
    union_type: ($) =>
      choice(
        seq("|", $._single_type, repeat(seq("|", $._single_type))),
        seq($._single_type, repeat1(seq("|", $._single_type))),
      ),
    optional_type: ($) =>
      seq(
        choice($.path_type, $.list_type, $.map_type, $.object_type, $.literal_type, $.paren_type),
        "?",
      ),
    path_type: ($) => seq($.path, repeat(seq(".", $.identifier)), optional($.type_arguments)),
    type_arguments: ($) => seq("<", $.type, repeat(seq(",", $.type)), ">"),
    list_type: ($) => seq("[", field("item", $.type), "]"),
    map_type: ($) => seq("{", "[", field("key", $.type), "]", ":", field("value", $.type), "}"),
    object_type: ($) => seq("{", separated($, $.object_type_field), "}"),
    object_type_field: ($) => seq(field("name", $.field_name), optional("?"), typed($)),
    literal_type: ($) => choice($.string_literal, $._number, $._constant),
    paren_type: ($) => seq("(", $.type, ")"),

    // ---- expressions ---------------------------------------------------------------------------

    expression: ($) =>
      choice(
        ...[$.literal, $.string_literal, $.list, $._object, $.list_for, $.path_expr, $.paren],
        ...[$.member_expr, $.index_expr, $.call_expr, $.prefix_expr, $.binary_expr, $.if_expr, $.match_expr],
      ),

    literal: ($) => choice($.int, $.float, $.duration, $.size, $._constant),
    _number: ($) => seq(optional("-"), choice($.int, $.float)),
    _constant: () => choice(...CONSTANTS),
    int: () => token(NUMBER),
    float: () => token(seq(NUMBER, ".", NUMBER)),
    duration: () => token(seq(NUMBER, choice("ms", "s", "min", "h", "d"))),
    size: () => token(seq(NUMBER, choice("KB", "MB", "GB"))),
    identifier: () => /[A-Za-z_][A-Za-z0-9_]*/,

    string_literal: ($) =>
      choice(
        $.raw_string,
        seq('"', repeat(part($, $._line_text)), choice(token.immediate('"'), $._unclosed)),
        seq('"""', repeat(part($, $._block_text)), token.immediate('"""')),
        // A mistake that the compiler explains, and text all the same.
        seq("'", repeat(part($, $._quoted_text)), choice(token.immediate("'"), $._unclosed)),
      ),
    string_escape: () => token.immediate(/\\(u\{[0-9a-fA-F]{1,6}\}|[^\n])/),
    interpolation: ($) => seq(token.immediate("${"), optional($.expression), "}"),

    path: ($) => seq($.identifier, repeat(seq("::", $.identifier))),
    path_expr: ($) => $.path,
    paren: ($) => seq("(", $.expression, ")"),
    list: ($) => seq("[", separated($, choice($.spread, $.expression)), "]"),
    spread: ($) => seq("...", $.expression),
    _object: ($) => choice($.object, $.object_for),
    object: ($) => seq("{", separated($, choice($.spread, $.field)), "}"),
    field: ($) => seq(field("name", $.field_name), valued($)),
    field_name: ($) => choice($.identifier, $.int, $.string_literal, ...wordAsName($, ["for"])),
    list_for: ($) => seq("[", forEach($), $.expr_block, "]"),
    object_for: ($) => seq("{", forEach($), $._object, "}"),
    expr_block: ($) => seq("{", $.expression, "}"),
    member_expr: ($) => postfix(seq(field("receiver", $.expression), choice(".", "?."), named($))),
    index_expr: ($) =>
      postfix(seq(field("receiver", $.expression), choice("[", "?["), field("index", $.expression), "]")),
    call_expr: ($) => postfix(seq(field("callee", $.expression), $.arguments)),
    arguments: ($) => seq("(", separated($, $.argument), ")"),
    argument: ($) => seq(optional(seq(field("name", alias($._label, $.name)), ":")), field("value", $.expression)),
    _label: ($) => choice($.identifier, ...wordAsName($, ["if", "match", ...CONSTANTS])),
    prefix_expr: ($) => prec(PREFIX, seq(choice("!", "-"), $.expression)),
    binary_expr: ($) =>
      choice(
        ...OPERATORS.flatMap((operators, power) =>
          operators.map((operator) =>
            prec.left(power + 1, seq(field("lhs", $.expression), operator, field("rhs", $.expression))),
          ),
        ),
      ),
    if_expr: ($) =>
      prec.right(
        seq(
          "if",
          field("condition", $.expression),
          field("then", $.expr_block),
          optional(seq("else", field("otherwise", choice($.expr_block, $.if_expr)))),
        ),
      ),
    match_expr: ($) => seq("match", field("scrutinee", $.expression), "{", separated($, $.match_arm), "}"),
    match_arm: ($) => seq($.pattern, repeat(seq("|", $.pattern)), "=>", field("value", $.expression)),
    pattern: ($) => choice($.string_literal, $._number, $._constant, ...wordAsName($, ["_"])),
  },
});

/** A declaration: attributes, its word, and the rest. */
function declared($, word, ...rest) {
  return seq(optional($._attributes), word, ...rest);
}

function named($) {
  return field("name", $.name);
}

function body($) {
  return field("body", $._object);
}

function typed($) {
  return seq(":", field("type", $.type));
}

function ofResource($) {
  return seq(":", field("type", $.path_type));
}

function assigned($, name) {
  return seq("=", field(name, $.expression));
}

function valued($) {
  return seq(":", field("value", $.expression));
}

function part($, text) {
  return choice(alias(text, $.string_text), $.string_escape, $.interpolation);
}

function forEach($) {
  return seq("for", $.binding, "in", field("iterable", $.expression), optional($.guard));
}

function postfix(rule) {
  return prec.left(POSTFIX, rule);
}

// What a regular expression can't say: where a newline ends something, comments that nest, and text.
//
// Nothing is remembered between calls, so there is nothing to store.

#include "tree_sitter/parser.h"

#include <string.h>

enum Token {
    NEWLINE,
    COMMENT_REST,
    RAW_STRING,
    LINE_TEXT,
    BLOCK_TEXT,
    QUOTED_TEXT,
    UNCLOSED,
    NAME_HYPHEN,
    ELSE,
    WHEN,
    AT,
    AS,
    RECOVERING,
};

static void advance(TSLexer *lexer) {
    lexer->advance(lexer, false);
}

static bool is_at_end(const TSLexer *lexer) {
    return lexer->eof(lexer);
}

static bool is_blank(int32_t character) {
    return character == ' ' || character == '\t' || character == '\r' || character == '\n' || character == '\f' || character == 0xFEFF;
}

static bool is_letter(int32_t character) {
    return (character >= 'a' && character <= 'z') || (character >= 'A' && character <= 'Z') || character == '_';
}

static bool is_digit(int32_t character) {
    return character >= '0' && character <= '9';
}

/// Reads a comment from behind its `/*` to behind its `*/`, or to the end of the text. Says whether a newline is in it.
static bool comment_rest(TSLexer *lexer) {
    bool newline = false;
    unsigned depth = 1;
    while (depth > 0 && !is_at_end(lexer)) {
        int32_t character = lexer->lookahead;
        advance(lexer);
        if (character == '/' && lexer->lookahead == '*') {
            depth += 1;
            advance(lexer);
        } else if (character == '*' && lexer->lookahead == '/') {
            depth -= 1;
            advance(lexer);
        }
        newline |= character == '\n';
    }
    return newline;
}

/// What stands before a token.
struct Trivia {
    bool newline;
    bool comment;
    /// The `/` behind it was read too, which begins no comment.
    bool slash;
};

/// Skips blanks, and comments if they are asked for.
static struct Trivia trivia(TSLexer *lexer, bool comments) {
    struct Trivia found = {false, false, false};
    for (;;) {
        if (is_blank(lexer->lookahead)) {
            found.newline |= lexer->lookahead == '\n';
            lexer->advance(lexer, true);
        } else if (comments && lexer->lookahead == '/') {
            advance(lexer);
            if (lexer->lookahead == '*') {
                advance(lexer);
                found.newline |= comment_rest(lexer);
            } else if (lexer->lookahead == '/') {
                while (!is_at_end(lexer) && lexer->lookahead != '\n') {
                    advance(lexer);
                }
            } else {
                found.slash = true;
                return found;
            }
            found.comment = true;
        } else {
            return found;
        }
    }
}

/// Whether the word at hand goes on with what stands before it.
static bool is_word_that_continues(TSLexer *lexer, const bool *valid) {
    char word[5] = {0};
    for (unsigned length = 0; is_letter(lexer->lookahead) || is_digit(lexer->lookahead); length++) {
        if (length == sizeof word - 1) {
            return false;
        }
        word[length] = (char)lexer->lookahead;
        advance(lexer);
    }
    return (valid[ELSE] && strcmp(word, "else") == 0) || (valid[WHEN] && strcmp(word, "when") == 0) ||
           (valid[AT] && strcmp(word, "at") == 0) || (valid[AS] && strcmp(word, "as") == 0);
}

/// Whether a line that begins here goes on with the one before.
static bool continues(TSLexer *lexer, const bool *valid) {
    if (is_at_end(lexer) || is_letter(lexer->lookahead)) {
        return is_at_end(lexer) || is_word_that_continues(lexer, valid);
    }
    switch (lexer->lookahead) {
        case ',':
        case ')':
        case ']':
        case '}':
        case '|':
        case '=':
        case ':':
            return true;
        case '&':
            advance(lexer);
            return lexer->lookahead == '&';
        case '?':
            advance(lexer);
            return lexer->lookahead != '[';
        case '.':
            // `...` begins an element.
            advance(lexer);
            return lexer->lookahead != '.';
        default:
            return false;
    }
}

/// `r"…"` on its line, `r#"…"#` over several, from its `r` on.
static bool raw_string(TSLexer *lexer) {
    advance(lexer);
    unsigned hashes = 0;
    for (; lexer->lookahead == '#'; hashes++) {
        advance(lexer);
    }
    if (lexer->lookahead != '"') {
        return false;
    }
    advance(lexer);
    while (!is_at_end(lexer) && (hashes > 0 || lexer->lookahead != '\n')) {
        bool closes = lexer->lookahead == '"';
        advance(lexer);
        unsigned seen = 0;
        for (; closes && seen < hashes && lexer->lookahead == '#'; seen++) {
            advance(lexer);
        }
        if (closes && seen == hashes) {
            break;
        }
    }
    lexer->mark_end(lexer);
    lexer->result_symbol = RAW_STRING;
    return true;
}

/// Text up to an escape, an interpolation or the end of its string. With a quote of 0 that is `"""`.
static bool text(TSLexer *lexer, enum Token kind, int32_t quote) {
    bool is_some = false;
    for (;; is_some = true) {
        lexer->mark_end(lexer);
        int32_t character = lexer->lookahead;
        if (is_at_end(lexer) || character == '\\' || (quote != 0 && (character == quote || character == '\n'))) {
            break;
        }
        advance(lexer);
        if (character == '$' && quote != '\'' && lexer->lookahead == '{') {
            break;
        }
        if (character == '"' && quote == 0 && lexer->lookahead == '"') {
            // The second of two; with a third they are the end.
            advance(lexer);
            if (lexer->lookahead == '"') {
                break;
            }
        }
    }
    lexer->result_symbol = kind;
    return is_some;
}

/// Text of a string on one line, or that string's end where nothing closes it.
static bool line_text(TSLexer *lexer, const bool *valid, enum Token kind, int32_t quote) {
    if (text(lexer, kind, quote)) {
        return true;
    }
    lexer->result_symbol = UNCLOSED;
    return valid[UNCLOSED] && (lexer->lookahead == '\n' || is_at_end(lexer));
}

/// What begins behind blanks, or the end of a line before it. That takes no text.
static bool between(TSLexer *lexer, const bool *valid) {
    // Where the parser recovers everything is valid, and only what can't be anything else is looked for.
    bool may_end = valid[NEWLINE] && !valid[RECOVERING];
    lexer->mark_end(lexer);
    struct Trivia before = trivia(lexer, may_end);
    bool ends_line = before.newline && may_end;
    if (lexer->lookahead == '-' && valid[NAME_HYPHEN] && !before.slash) {
        advance(lexer);
        lexer->mark_end(lexer);
        lexer->result_symbol = NAME_HYPHEN;
        // A comment before it is read first.
        return !before.comment && !valid[RECOVERING];
    }
    if (lexer->lookahead == 'r' && valid[RAW_STRING] && !before.slash && !before.comment && !ends_line) {
        return raw_string(lexer);
    }
    lexer->result_symbol = NEWLINE;
    return ends_line && (before.slash || !continues(lexer, valid));
}

void *tree_sitter_sparta_external_scanner_create(void) {
    return NULL;
}

void tree_sitter_sparta_external_scanner_destroy(void *scanner) {
    (void)scanner;
}

unsigned tree_sitter_sparta_external_scanner_serialize(void *scanner, char *buffer) {
    (void)scanner;
    (void)buffer;
    return 0;
}

void tree_sitter_sparta_external_scanner_deserialize(void *scanner, const char *buffer, unsigned length) {
    (void)scanner;
    (void)buffer;
    (void)length;
}

bool tree_sitter_sparta_external_scanner_scan(void *scanner, TSLexer *lexer, const bool *valid) {
    (void)scanner;
    if (valid[RECOVERING]) {
        return between(lexer, valid);
    }
    if (valid[COMMENT_REST]) {
        comment_rest(lexer);
        lexer->mark_end(lexer);
        lexer->result_symbol = COMMENT_REST;
        return true;
    }
    if (valid[LINE_TEXT]) {
        return line_text(lexer, valid, LINE_TEXT, '"');
    }
    if (valid[QUOTED_TEXT]) {
        return line_text(lexer, valid, QUOTED_TEXT, '\'');
    }
    if (valid[BLOCK_TEXT]) {
        return text(lexer, BLOCK_TEXT, 0);
    }
    return between(lexer, valid);
}

package io.github.safemigration.engine.sql;

/**
 * What stands between quotes.
 *
 * @param value what it means; an escape that begins with a backslash stands for the character after it
 * @param end where it ends, with its last quote
 * @param closed whether it has a last quote
 */
record QuotedText(String value, int end, boolean closed) {

    /** A string constant; it goes on behind white space that has a line break (PostgreSQL manual, 4.1.2.1). */
    static QuotedText string(String sql, int quote, boolean escapes) {
        StringBuilder value = new StringBuilder();
        int at = quote;
        while (true) {
            int end = part(sql, at, '\'', escapes, value);
            if (end < 0) {
                return new QuotedText(value.toString(), sql.length(), false);
            }
            int more = continued(sql, end);
            if (more < 0) {
                return new QuotedText(value.toString(), end, true);
            }
            at = more;
        }
    }

    /** A name. */
    static QuotedText name(String sql, int quote) {
        StringBuilder value = new StringBuilder();
        int end = part(sql, quote, '"', false, value);
        return new QuotedText(value.toString(), end < 0 ? sql.length() : end, end >= 0);
    }

    private static int part(String sql, int quote, char mark, boolean escapes, StringBuilder value) {
        int at = quote + 1;
        while (at < sql.length()) {
            char c = sql.charAt(at);
            if (c == mark && at + 1 < sql.length() && sql.charAt(at + 1) == mark) {
                at++;
            } else if (c == mark) {
                return at + 1;
            } else if (c == '\\' && escapes && at + 1 < sql.length()) {
                at++;
                c = sql.charAt(at);
            }
            value.append(c);
            at++;
        }
        return -1;
    }

    private static int continued(String sql, int end) {
        int at = end;
        boolean line = false;
        while (at < sql.length() && Lexer.isSpace(sql.charAt(at))) {
            line |= sql.charAt(at) == '\n' || sql.charAt(at) == '\r';
            at++;
        }
        return line && at < sql.length() && sql.charAt(at) == '\'' ? at : -1;
    }
}

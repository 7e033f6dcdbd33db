package io.github.safemigration.engine.sql;

import java.util.ArrayList;
import java.util.List;

/**
 * Cuts SQL into tokens as PostgreSQL does (PostgreSQL manual, 4.1 Lexical Structure), with {@code
 * standard_conforming_strings} on. Takes whatever it is given, in time that grows with its length: what PostgreSQL would
 * refuse becomes a {@link TokenKind#BROKEN} token.
 */
final class Lexer {

    private static final String OPERATOR_CHARS = "+-*/<>=~!@#%^&|`?";

    /** Only an operator with one of these may end in a plus or a minus (manual, 4.1.3). */
    private static final String ENDS_IN_SIGN = "~!@#%^&|`?";

    private final String sql;
    private final List<Token> tokens = new ArrayList<>();
    private int at;

    /** So far there are only signs, each an operator of its own, which need not be looked through again. */
    private int signsUntil;

    private Lexer(String sql) {
        this.sql = sql;
    }

    static List<Token> tokens(String sql) {
        return new Lexer(sql).run();
    }

    private List<Token> run() {
        while (skipBlank()) {
            next();
        }
        return tokens;
    }

    /** Skips white space and comments; an open comment is a token of its own. */
    private boolean skipBlank() {
        while (at < sql.length()) {
            if (isSpace(sql.charAt(at))) {
                at++;
            } else if (sql.startsWith("--", at)) {
                at = lineEnd(at);
            } else if (sql.startsWith("/*", at)) {
                int end = commentEnd(at);
                if (end < 0) {
                    add(TokenKind.BROKEN, sql.length());
                    return false;
                }
                at = end;
            } else {
                return true;
            }
        }
        return false;
    }

    private int lineEnd(int from) {
        int end = from;
        while (end < sql.length() && sql.charAt(end) != '\n' && sql.charAt(end) != '\r') {
            end++;
        }
        return end;
    }

    /** Comments nest (manual, 4.1.5). */
    private int commentEnd(int from) {
        int depth = 0;
        int index = from;
        while (index + 1 < sql.length()) {
            if (sql.startsWith("/*", index)) {
                depth++;
                index += 2;
            } else if (sql.startsWith("*/", index)) {
                depth--;
                index += 2;
                if (depth == 0) {
                    return index;
                }
            } else {
                index++;
            }
        }
        return -1;
    }

    private void next() {
        char first = sql.charAt(at);
        if (first == '\'') {
            string(at, false);
        } else if (first == '"') {
            name(at);
        } else if (first == '$') {
            dollar();
        } else if (isDigit(first) || (first == '.' && isDigit(charAt(at + 1)))) {
            add(TokenKind.NUMBER, Numeral.end(sql, at));
        } else if (isNameStart(first)) {
            word();
        } else if (OPERATOR_CHARS.indexOf(first) >= 0) {
            operator();
        } else {
            mark();
        }
    }

    /** Words that stand right before a quote belong to it: E'', B'', X'', N'', U&'' and U&"". */
    private void word() {
        char first = Character.toLowerCase(sql.charAt(at));
        char second = charAt(at + 1);
        if (second == '\'' && "ebxn".indexOf(first) >= 0) {
            string(at + 1, first == 'e');
        } else if (first == 'u' && second == '&' && charAt(at + 2) == '\'') {
            string(at + 2, false);
        } else if (first == 'u' && second == '&' && charAt(at + 2) == '"') {
            name(at + 2);
        } else {
            int end = at + 1;
            while (end < sql.length() && isNamePart(sql.charAt(end))) {
                end++;
            }
            add(TokenKind.WORD, folded(sql.substring(at, end)), end);
        }
    }

    /** PostgreSQL folds the letters of ASCII alone in a database of UTF-8. */
    private static String folded(String word) {
        StringBuilder folded = new StringBuilder(word);
        for (int i = 0; i < word.length(); i++) {
            char c = word.charAt(i);
            if (c >= 'A' && c <= 'Z') {
                folded.setCharAt(i, (char) (c + 'a' - 'A'));
            }
        }
        return folded.toString();
    }

    private void string(int quote, boolean escapes) {
        QuotedText text = QuotedText.string(sql, quote, escapes);
        add(text.closed() ? TokenKind.STRING : TokenKind.BROKEN, text.value(), text.end());
    }

    private void name(int quote) {
        QuotedText text = QuotedText.name(sql, quote);
        boolean whole = text.closed() && !text.value().isEmpty();
        add(whole ? TokenKind.QUOTED_NAME : TokenKind.BROKEN, text.value(), text.end());
    }

    /** A parameter, or a string between two tags (manual, 4.1.2.4). */
    private void dollar() {
        if (isDigit(charAt(at + 1))) {
            int end = at + 1;
            while (isDigit(charAt(end))) {
                end++;
            }
            add(TokenKind.PARAMETER, end);
            return;
        }
        int end = at + 1;
        while (isTagPart(charAt(end))) {
            end++;
        }
        if (charAt(end) != '$') {
            add(TokenKind.BROKEN, at + 1);
            return;
        }
        String tag = sql.substring(at, end + 1);
        int close = sql.indexOf(tag, end + 1);
        if (close < 0) {
            add(TokenKind.BROKEN, sql.length());
        } else {
            add(TokenKind.STRING, sql.substring(end + 1, close), close + tag.length());
        }
    }

    private void operator() {
        if (at < signsUntil) {
            add(TokenKind.OPERATOR, at + 1);
            return;
        }
        int end = at;
        boolean mayEndInSign = false;
        while (end < sql.length()
                && OPERATOR_CHARS.indexOf(sql.charAt(end)) >= 0
                && !sql.startsWith("--", end)
                && !sql.startsWith("/*", end)) {
            mayEndInSign |= ENDS_IN_SIGN.indexOf(sql.charAt(end)) >= 0;
            end++;
        }
        signsUntil = end;
        while (!mayEndInSign && end > at + 1 && "+-".indexOf(sql.charAt(end - 1)) >= 0) {
            end--;
        }
        add(sql.substring(at, end).equals("=>") ? TokenKind.MARK : TokenKind.OPERATOR, end);
    }

    private void mark() {
        String two = sql.substring(at, Math.min(at + 2, sql.length()));
        if (two.equals("::") || two.equals(":=") || two.equals("..")) {
            add(TokenKind.MARK, at + 2);
        } else {
            add("()[],;.:".indexOf(sql.charAt(at)) >= 0 ? TokenKind.MARK : TokenKind.BROKEN, at + 1);
        }
    }

    private void add(TokenKind kind, int end) {
        add(kind, sql.substring(at, end), end);
    }

    private void add(TokenKind kind, String value, int end) {
        tokens.add(new Token(kind, sql.substring(at, end), value, at));
        at = end;
    }

    private char charAt(int index) {
        return index < sql.length() ? sql.charAt(index) : '\0';
    }

    static boolean isSpace(char c) {
        return c == ' ' || (c >= '\t' && c <= '\r');
    }

    static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isTagPart(char c) {
        return isNameStart(c) || isDigit(c);
    }

    private static boolean isNameStart(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c >= 0x80;
    }

    private static boolean isNamePart(char c) {
        return isNameStart(c) || isDigit(c) || c == '$';
    }
}

package io.github.safemigration.engine.sql;

/**
 * A piece of SQL.
 *
 * @param kind what it is
 * @param text as it stands in the source
 * @param value what it means: words in lower case, names and strings without their quotes and escapes; else the text
 * @param start where it begins in the source, in chars from 0
 */
public record Token(TokenKind kind, String text, String value, int start) {

    /** {@return where it ends in the source, exclusively} */
    public int end() {
        return start + text.length();
    }

    /** {@return whether it is this word, given in lower case, without quotes} */
    public boolean isWord(String word) {
        return kind == TokenKind.WORD && value.equals(word);
    }

    /** {@return whether it is this mark} */
    public boolean isMark(String mark) {
        return kind == TokenKind.MARK && text.equals(mark);
    }

    /** {@return whether it may be a name} */
    public boolean isName() {
        return kind == TokenKind.WORD || kind == TokenKind.QUOTED_NAME;
    }

    /** As it stands in the source. */
    @Override
    public String toString() {
        return text;
    }
}

package io.github.safemigration.engine.sql;

/** What a token is, as PostgreSQL's scanner tells them apart (PostgreSQL manual, 4.1). */
public enum TokenKind {
    /** A key word or a name without quotes. */
    WORD,
    /** A name in double quotes. */
    QUOTED_NAME,
    /** A string constant of any form, also one in dollar quotes, and bit strings. */
    STRING,
    /** A numeric constant. */
    NUMBER,
    /** A parameter by its number, as {@code $1}. */
    PARAMETER,
    /** One of {@code ( ) [ ] , ; . : :: := .. =>}. */
    MARK,
    /** An operator. */
    OPERATOR,
    /** What the scanner would refuse: a quote or a comment without its end, or a character that nothing begins with. */
    BROKEN
}

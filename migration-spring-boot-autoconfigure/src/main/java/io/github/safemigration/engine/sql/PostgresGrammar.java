package io.github.safemigration.engine.sql;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The grammar of PostgreSQL's statements up to version 18, read when the first statement is. */
final class PostgresGrammar {

    private static final String FILE = "postgresql.grammar";

    private static final Element STATEMENT =
            new Grammar(Terminals.all()).read(text()).rule("statement");

    private PostgresGrammar() {}

    /** {@return what a statement is, if all of it is understood; else null} */
    static @Nullable Node tree(List<Token> tokens) {
        Parse parse = new Parse(tokens);
        int end = STATEMENT.match(parse, 0);
        return end == tokens.size() ? parse.found().get(0) : null;
    }

    private static String text() {
        try (InputStream file = PostgresGrammar.class.getResourceAsStream(FILE)) {
            if (file == null) {
                throw new IllegalStateException(FILE + " is missing beside " + PostgresGrammar.class.getName());
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package io.github.safemigration.engine.sql;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A statement.
 *
 * @param tokens what it consists of, without the semicolon that ends it
 * @param tree what it is by the grammar; null if not all of it is understood
 */
public record SqlStatement(List<Token> tokens, @Nullable Node tree) {

    /** A statement with a copy of its tokens. */
    public SqlStatement {
        tokens = List.copyOf(tokens);
    }

    /**
     * Tells what it is.
     *
     * @param form a name in the grammar, as {@code alter_table}
     * @return whether it is understood, and is that
     */
    public boolean is(String form) {
        return tree != null && tree.name().equals(form);
    }
}

package io.github.safemigration.engine.recovery;

import java.util.List;

/**
 * How a changeset goes on that was interrupted.
 *
 * @param interruption where it was interrupted
 * @param done its first statements, which have taken effect and are left out
 * @param isWhole whether all of its statements are left out
 */
public record Resumption(Interruption interruption, List<SentStatement> done, boolean isWhole) {

    /** Copies the list. */
    public Resumption {
        done = List.copyOf(done);
    }

    /** {@return what the next attempt is to remember of this one from its beginning on} */
    public List<SentStatement> settled() {
        return isWhole ? interruption.statements() : done;
    }
}

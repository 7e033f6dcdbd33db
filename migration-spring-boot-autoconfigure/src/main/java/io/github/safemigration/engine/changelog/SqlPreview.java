package io.github.safemigration.engine.changelog;

import java.util.List;

/**
 * The SQL that a changeset will send, as far as it can be known without running anything. Free of secrets.
 *
 * @param statements the statements, in order
 * @param opaque what cannot be known before it runs, one sentence each: custom changes, shell commands, files of LOBs
 * @param rendered whether some of it is rendered from the database as it then is, and may differ when it runs
 */
public record SqlPreview(List<String> statements, List<String> opaque, boolean rendered) {

    /** Copies the lists. */
    public SqlPreview {
        statements = List.copyOf(statements);
        opaque = List.copyOf(opaque);
    }
}

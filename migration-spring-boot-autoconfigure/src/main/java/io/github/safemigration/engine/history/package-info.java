/** What was run: each run, and each attempt of a changeset, kept in the migrated database. */
@NullMarked
package io.github.safemigration.engine.history;

import org.jspecify.annotations.NullMarked;

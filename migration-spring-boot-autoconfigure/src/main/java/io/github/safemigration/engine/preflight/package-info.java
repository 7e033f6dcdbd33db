/** What is looked at before a run: whether the database, its settings and its surroundings will let it succeed. */
@NullMarked
package io.github.safemigration.engine.preflight;

import org.jspecify.annotations.NullMarked;

/** What the catalog of a database holds, and what a run changed in it. */
@NullMarked
package io.github.safemigration.engine.schema;

import org.jspecify.annotations.NullMarked;

/** The catalog of a real PostgreSQL. */
@NullMarked
package io.github.safemigration.adapter.postgresql;

import org.jspecify.annotations.NullMarked;

/** The history on a real database. */
@NullMarked
package io.github.safemigration.adapter.jdbc;

import org.jspecify.annotations.NullMarked;

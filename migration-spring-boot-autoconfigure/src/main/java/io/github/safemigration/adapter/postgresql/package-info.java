/** What only PostgreSQL is asked: its catalog. */
@NullMarked
package io.github.safemigration.adapter.postgresql;

import org.jspecify.annotations.NullMarked;

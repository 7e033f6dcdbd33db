/** SQL is read as PostgreSQL reads it. */
@NullMarked
package io.github.safemigration.engine.sql;

import org.jspecify.annotations.NullMarked;

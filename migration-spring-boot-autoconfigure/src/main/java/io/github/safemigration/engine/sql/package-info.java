/** SQL as PostgreSQL reads it: tokens and statements. */
@NullMarked
package io.github.safemigration.engine.sql;

import org.jspecify.annotations.NullMarked;

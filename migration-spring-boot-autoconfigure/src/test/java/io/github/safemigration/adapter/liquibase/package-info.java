/** Liquibase's traps, each walled off by a test. */
@NullMarked
package io.github.safemigration.adapter.liquibase;

import org.jspecify.annotations.NullMarked;

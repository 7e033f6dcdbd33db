/** Changelogs of real products, run with plain Liquibase and with the starter, and what both leave behind compared. */
@NullMarked
package io.github.safemigration.corpus;

import org.jspecify.annotations.NullMarked;

/** Liquibase behind the port of the changelog: parsing, previews and runs, with its traps walled off. */
@NullMarked
package io.github.safemigration.adapter.liquibase;

import org.jspecify.annotations.NullMarked;

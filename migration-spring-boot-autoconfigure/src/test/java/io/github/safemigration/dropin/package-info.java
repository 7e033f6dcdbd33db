/** Shows that an application that was written for plain Liquibase behaves the same after the swap. */
@NullMarked
package io.github.safemigration.dropin;

import org.jspecify.annotations.NullMarked;

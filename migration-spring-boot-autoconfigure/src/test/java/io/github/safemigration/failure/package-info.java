/** Bad input: each ends in words that a user can act on, with the database unchanged. */
@NullMarked
package io.github.safemigration.failure;

import org.jspecify.annotations.NullMarked;

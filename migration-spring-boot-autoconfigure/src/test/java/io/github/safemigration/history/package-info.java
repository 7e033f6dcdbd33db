/** What the history of a real application holds. */
@NullMarked
package io.github.safemigration.history;

import org.jspecify.annotations.NullMarked;

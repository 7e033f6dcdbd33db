/** What a crash leaves behind, and how the next start goes on from there. */
@NullMarked
package io.github.safemigration.recovery;

import org.jspecify.annotations.NullMarked;

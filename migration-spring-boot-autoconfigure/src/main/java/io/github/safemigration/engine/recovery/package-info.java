/** What a crash has left behind, and how to go on from there. */
@NullMarked
package io.github.safemigration.engine.recovery;

import org.jspecify.annotations.NullMarked;

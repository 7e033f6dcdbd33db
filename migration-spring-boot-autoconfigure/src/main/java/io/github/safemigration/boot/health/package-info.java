/** Health: whether the application may serve, as far as its targets are concerned. */
@NullMarked
package io.github.safemigration.boot.health;

import org.jspecify.annotations.NullMarked;

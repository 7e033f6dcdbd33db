/** Tests of the wiring. */
@NullMarked
package io.github.safemigration.boot.autoconfigure;

import org.jspecify.annotations.NullMarked;

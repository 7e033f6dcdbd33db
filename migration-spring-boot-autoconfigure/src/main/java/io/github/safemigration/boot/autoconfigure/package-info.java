/** Wires the house: every auto-configuration and every property. */
@NullMarked
package io.github.safemigration.boot.autoconfigure;

import org.jspecify.annotations.NullMarked;

/** Figures that are ratios: measured on request, never a test. */
@NullMarked
package io.github.safemigration.benchmark;

import org.jspecify.annotations.NullMarked;

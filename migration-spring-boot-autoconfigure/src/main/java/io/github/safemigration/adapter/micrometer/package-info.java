/** Meters and observations of what happens while targets are migrated. */
@NullMarked
package io.github.safemigration.adapter.micrometer;

import org.jspecify.annotations.NullMarked;

/** Writes JSON with Jackson. */
@NullMarked
package io.github.safemigration.adapter.json;

import org.jspecify.annotations.NullMarked;

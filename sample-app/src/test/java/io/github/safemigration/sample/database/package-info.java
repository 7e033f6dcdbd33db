/** The embedded server is tested with real processes that start, stop and die. */
@NullMarked
package io.github.safemigration.sample.database;

import org.jspecify.annotations.NullMarked;

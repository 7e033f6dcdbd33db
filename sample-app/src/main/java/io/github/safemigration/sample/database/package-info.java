/** The PostgreSQL server that the sample starts by itself, with its data in a local folder. */
@NullMarked
package io.github.safemigration.sample.database;

import org.jspecify.annotations.NullMarked;

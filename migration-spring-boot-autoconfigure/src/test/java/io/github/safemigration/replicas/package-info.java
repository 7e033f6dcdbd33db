/** Several processes of one application that start at once on one database. */
@NullMarked
package io.github.safemigration.replicas;

import org.jspecify.annotations.NullMarked;

/** Tests of the warm-up of Jetty. */
@NullMarked
package io.github.safemigration.adapter.jetty;

import org.jspecify.annotations.NullMarked;

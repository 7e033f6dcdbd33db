/** Makes a Jetty ready to answer before its port is open. */
@NullMarked
package io.github.safemigration.adapter.jetty;

import org.jspecify.annotations.NullMarked;

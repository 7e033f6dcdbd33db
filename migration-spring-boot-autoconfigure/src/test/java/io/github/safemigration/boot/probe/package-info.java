/** Tests of the probe responder inside applications that start. */
@NullMarked
package io.github.safemigration.boot.probe;

import org.jspecify.annotations.NullMarked;

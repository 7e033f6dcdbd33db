/** The sample is tested as its users meet it: started, and asked over HTTP. */
@NullMarked
package io.github.safemigration.sample;

import org.jspecify.annotations.NullMarked;

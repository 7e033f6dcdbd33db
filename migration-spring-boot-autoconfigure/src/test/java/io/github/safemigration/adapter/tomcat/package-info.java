/** Tests of the warm-up of Tomcat. */
@NullMarked
package io.github.safemigration.adapter.tomcat;

import org.jspecify.annotations.NullMarked;

/** Makes a Tomcat ready to answer before its port is open. */
@NullMarked
package io.github.safemigration.adapter.tomcat;

import org.jspecify.annotations.NullMarked;

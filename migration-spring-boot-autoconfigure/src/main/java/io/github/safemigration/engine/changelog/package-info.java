/** The port behind which Liquibase reads, previews and runs a changelog. */
@NullMarked
package io.github.safemigration.engine.changelog;

import org.jspecify.annotations.NullMarked;

/** What is told about targets, plans and runs: one set of fields for the endpoint and the command line. */
@NullMarked
package io.github.safemigration.boot.descriptor;

import org.jspecify.annotations.NullMarked;

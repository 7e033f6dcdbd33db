/** Conducts: from what is pending to the run and its report, for each target. */
@NullMarked
package io.github.safemigration.engine.workflow;

import org.jspecify.annotations.NullMarked;

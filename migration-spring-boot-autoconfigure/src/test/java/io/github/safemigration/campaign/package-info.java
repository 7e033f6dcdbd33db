/** Processes that are killed, cut off and started in numbers: short in each test run, long on request. */
@NullMarked
package io.github.safemigration.campaign;

import org.jspecify.annotations.NullMarked;

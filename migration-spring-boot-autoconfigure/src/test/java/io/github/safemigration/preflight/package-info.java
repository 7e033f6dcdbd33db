/** What is looked at before a run, and what does not start. */
@NullMarked
package io.github.safemigration.preflight;

import org.jspecify.annotations.NullMarked;

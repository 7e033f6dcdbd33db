/** What is pending, as one plan. */
@NullMarked
package io.github.safemigration.engine.plan;

import org.jspecify.annotations.NullMarked;

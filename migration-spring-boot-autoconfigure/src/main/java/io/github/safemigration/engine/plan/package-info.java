/** The pending changesets of a target as one plan, with the fingerprint that names it. */
@NullMarked
package io.github.safemigration.engine.plan;

import org.jspecify.annotations.NullMarked;

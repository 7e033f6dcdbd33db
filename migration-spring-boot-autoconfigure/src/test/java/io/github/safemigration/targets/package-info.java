/** Several targets in one application: by configuration, by a list of tenants, at once. */
@NullMarked
package io.github.safemigration.targets;

import org.jspecify.annotations.NullMarked;

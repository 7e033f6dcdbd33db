/** Says what went wrong with a migration and what to do next, and which settings are not known. */
@NullMarked
package io.github.safemigration.boot.diagnostics;

import org.jspecify.annotations.NullMarked;

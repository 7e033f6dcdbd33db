@NullMarked
package io.github.safemigration.boot.diagnostics;

import org.jspecify.annotations.NullMarked;

@NullMarked
package io.github.safemigration.boot.cli;

import org.jspecify.annotations.NullMarked;

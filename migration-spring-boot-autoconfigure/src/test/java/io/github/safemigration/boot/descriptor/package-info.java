@NullMarked
package io.github.safemigration.boot.descriptor;

import org.jspecify.annotations.NullMarked;

@NullMarked
package io.github.safemigration.adapter.micrometer;

import org.jspecify.annotations.NullMarked;

@NullMarked
package io.github.safemigration.engine.model;

import org.jspecify.annotations.NullMarked;

/** The words of the house: values that every room speaks. */
@NullMarked
package io.github.safemigration.engine.model;

import org.jspecify.annotations.NullMarked;

/** Orders, their lines and their payments. */
@NullMarked
package io.github.safemigration.sample.order;

import org.jspecify.annotations.NullMarked;

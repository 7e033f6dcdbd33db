/** An order book: the product that shows the starter at work. */
@NullMarked
package io.github.safemigration.sample;

import org.jspecify.annotations.NullMarked;

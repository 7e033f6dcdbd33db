/** What is ordered: the catalogue. */
@NullMarked
package io.github.safemigration.sample.product;

import org.jspecify.annotations.NullMarked;

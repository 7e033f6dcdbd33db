/** Who orders: customers and the countries that we deliver to. */
@NullMarked
package io.github.safemigration.sample.customer;

import org.jspecify.annotations.NullMarked;

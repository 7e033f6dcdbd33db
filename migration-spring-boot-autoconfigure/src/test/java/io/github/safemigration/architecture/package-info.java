/** The rules of the house, each shown to reject something, and the page that is drawn from them. */
@NullMarked
package io.github.safemigration.architecture;

import org.jspecify.annotations.NullMarked;

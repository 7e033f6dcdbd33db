/** Pages of the documentation that are drawn from the code. */
@NullMarked
package io.github.safemigration.documentation;

import org.jspecify.annotations.NullMarked;

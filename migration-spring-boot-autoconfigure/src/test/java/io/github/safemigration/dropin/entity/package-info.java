/** What the applications of the tests store. */
@NullMarked
package io.github.safemigration.dropin.entity;

import org.jspecify.annotations.NullMarked;

/** How an application starts while its targets are migrated. */
@NullMarked
package io.github.safemigration.boot.startup;

import org.jspecify.annotations.NullMarked;

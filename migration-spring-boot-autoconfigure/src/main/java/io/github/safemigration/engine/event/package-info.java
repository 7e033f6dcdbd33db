/** What happens while a target is migrated, told as it happens. */
@NullMarked
package io.github.safemigration.engine.event;

import org.jspecify.annotations.NullMarked;

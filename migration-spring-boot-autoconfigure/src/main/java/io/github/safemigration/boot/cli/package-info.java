/** Command mode of the application's own jar: runs one command on the migration instead of the application. */
@NullMarked
package io.github.safemigration.boot.cli;

import org.jspecify.annotations.NullMarked;

/** What tests stand on: a real PostgreSQL, whichever way this machine can give one, and a fresh database in it for each. */
@NullMarked
package io.github.safemigration.testsupport;

import org.jspecify.annotations.NullMarked;

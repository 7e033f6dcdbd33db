/** What any database is asked through plain JDBC: who it is, what was run, which statements are sent. */
@NullMarked
package io.github.safemigration.adapter.jdbc;

import org.jspecify.annotations.NullMarked;

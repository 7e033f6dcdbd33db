package io.github.safemigration.engine.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Who holds the changelog lock.
 *
 * @param owner the owner as the lock row names it: host and address
 * @param since when it was taken, if the row says so
 */
public record LockHolder(String owner, @Nullable Instant since) {}

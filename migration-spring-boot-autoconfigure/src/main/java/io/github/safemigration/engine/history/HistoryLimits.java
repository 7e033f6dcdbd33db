package io.github.safemigration.engine.history;

import java.time.Duration;

/**
 * How long runs are kept that applied nothing. Those that applied something are kept for ever: how it is undone stands
 * there. So is the first failure of each changeset.
 *
 * @param runs how many of them, the newest
 * @param age how long
 */
public record HistoryLimits(int runs, Duration age) {}

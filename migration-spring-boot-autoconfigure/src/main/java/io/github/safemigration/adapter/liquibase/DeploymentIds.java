package io.github.safemigration.adapter.liquibase;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Ids for Liquibase's column DEPLOYMENT_ID: as Liquibase's own, the last ten digits of the time in milliseconds; but one
 * for each run, where Liquibase makes one for each JVM and "roll back the last deployment" would take back several.
 */
final class DeploymentIds {

    private static final long TEN_DIGITS = 10_000_000_000L;

    private static final AtomicLong last = new AtomicLong();

    private DeploymentIds() {}

    static String next(long millis) {
        long id = last.updateAndGet(previous -> Math.max(previous + 1, millis));
        return String.format("%010d", id % TEN_DIGITS);
    }
}

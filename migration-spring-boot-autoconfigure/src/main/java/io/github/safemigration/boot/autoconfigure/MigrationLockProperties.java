package io.github.safemigration.boot.autoconfigure;

import io.github.safemigration.adapter.liquibase.LockPolicy;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.bind.Name;

/**
 * How long a run waits for locks.
 *
 * @param patience How long to wait for the changelog lock since its owner last got on. By default what Liquibase is told by liquibase.changelogLockWaitTimeInMinutes, else 30 minutes.
 * @param timeout How long a statement waits for a lock while it keeps others waiting behind it, whatever its connection says. 0 means for ever.
 * @param patientTimeout How long a statement waits for a lock that keeps nobody waiting behind it, as CREATE INDEX CONCURRENTLY and VALIDATE CONSTRAINT do.
 * @param retryFor How long a changeset is tried again whose statement did not get its lock in time.
 */
@ConfigurationProperties("migration.lock")
public record MigrationLockProperties(
        @Name("wait") @Nullable Duration patience,
        @DefaultValue("3s") Duration timeout,
        @DefaultValue("10m") Duration patientTimeout,
        @DefaultValue("5m") Duration retryFor) {

    public MigrationLockProperties {
        Durations.requireNotNegative("migration.lock.wait", patience);
        Durations.requireNotNegative("migration.lock.timeout", timeout);
        Durations.requireNotNegative("migration.lock.patient-timeout", patientTimeout);
        Durations.requireNotNegative("migration.lock.retry-for", retryFor);
    }

    LockPolicy policy() {
        return new LockPolicy(patience, timeout, patientTimeout, retryFor);
    }
}

package io.github.safemigration.adapter.postgresql;

import io.github.safemigration.adapter.jdbc.LockOwner;
import io.github.safemigration.engine.model.FailureKind;
import io.github.safemigration.engine.model.LockHolder;
import io.github.safemigration.engine.preflight.PreflightCheck;
import java.sql.Connection;
import java.sql.Timestamp;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** Who holds the changelog lock, and whether they live. */
final class LockCheck {

    private static final String NAME = "lock";

    private static final String TABLE = """
            select quote_ident(n.nspname) || '.' || quote_ident(c.relname) as name,
                   coalesce(cast(:schema as text), current_schema()) as schema
              from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
             where lower(c.relname) = lower(:table) and c.relkind = 'r'
               and lower(n.nspname) = lower(coalesce(cast(:schema as text), current_schema()))
            """;

    private static final String HELD = """
            select count(*) > 0 from pg_catalog.pg_locks l
             where l.locktype = 'advisory' and l.objsubid = 1 and l.granted
               and l.database = (select d.oid from pg_catalog.pg_database d where d.datname = current_database())
               and (l.classid::bigint << 32) | l.objid::bigint = :key
            """;

    private final JdbcClient client;
    private final ExaminedTarget target;

    LockCheck(Connection connection, ExaminedTarget target) {
        this.client = JdbcClient.create(new SingleConnectionDataSource(connection, true));
        this.target = target;
    }

    PreflightCheck look() {
        Optional<Map<String, @Nullable Object>> table = client
                .sql(TABLE)
                .param("table", target.lockTable())
                .param("schema", target.historySchema())
                .query()
                .listOfRows()
                .stream()
                .findFirst();
        if (table.isEmpty()) {
            return PreflightCheck.ok(NAME, "There is no lock table yet: nobody migrates this database.");
        }
        String name = String.valueOf(table.get().get("name"));
        boolean held =
                isHeld(table.get().get("schema") + "." + target.lockTable().toLowerCase(Locale.ROOT));
        return client
                .sql("select coalesce(lockedby, '?') as by, lockgranted as since from " + name
                        + " where id = 1 and locked")
                .query()
                .listOfRows()
                .stream()
                .findFirst()
                .map(row -> locked(held, String.valueOf(row.get("by")), row.get("since")))
                .orElse(PreflightCheck.ok(NAME, "The changelog lock is free."));
    }

    private boolean isHeld(String lock) {
        return Objects.requireNonNull(client.sql(HELD)
                .param("key", PostgresLock.key(lock))
                .query(Boolean.class)
                .single());
    }

    private static PreflightCheck locked(boolean held, String by, @Nullable Object since) {
        LockHolder owner = LockOwner.holder(by, since instanceof Timestamp taken ? taken.toInstant() : null);
        String holder = owner.inWords();
        if (held) {
            return PreflightCheck.warn(
                    NAME,
                    "The changelog lock is held by " + holder + ", who is alive.",
                    "A run waits until the other has ended.");
        }
        if (owner.ours()) {
            return PreflightCheck.warn(
                    NAME,
                    "The changelog lock was left behind by " + holder + ", who is gone.",
                    "Nothing is to be done: the next run frees it.");
        }
        return PreflightCheck.halt(
                NAME,
                FailureKind.LOCK_HELD,
                "The changelog lock is held by " + holder + ". That is not a process of this starter: whether it lives"
                        + " cannot be told.",
                "If it is alive, wait for it. If it is dead, free the lock: java -jar <app>.jar"
                        + " --migration.command=release-lock --reason=<why>, or POST /actuator/migrations/release-lock.");
    }
}

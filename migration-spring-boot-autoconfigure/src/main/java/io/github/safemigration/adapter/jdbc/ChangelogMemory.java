package io.github.safemigration.adapter.jdbc;

import io.github.safemigration.engine.model.NewerBuild;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.TransactionException;

/**
 * Which changesets the builds of an application had that migrated a target: a row for each changelog that differs. Says
 * nothing where it cannot be read, and keeps nothing from going on where it cannot be written.
 */
public final class ChangelogMemory {

    private static final Logger logger = LoggerFactory.getLogger(ChangelogMemory.class);

    private static final int NAME_LENGTH = 12;
    private static final int NEWEST = 20;

    private final Build build;
    private final HistorySource source;

    /**
     * Creates the memory; asks the database nothing yet.
     *
     * @param build the build that is running
     * @param connections hands out connections of our own
     * @param tables where the history is kept
     */
    public ChangelogMemory(Build build, DataSource connections, HistoryTables tables) {
        this.build = build;
        this.source = new HistorySource(connections, tables);
    }

    /**
     * Looks for a newer build of the same application.
     *
     * @param ours the names of all changesets of our changelog
     * @param unknown the names of the applied changesets that are not in it
     * @return the newest whose changelog has all of ours and some of the unknown ones, unless its version is lower; or null
     */
    public @Nullable NewerBuild newer(Collection<String> ours, Collection<String> unknown) {
        Set<String> known = hashes(ours);
        Set<String> more = hashes(unknown);
        try {
            HistorySchema schema = schema();
            Optional<NewerBuild> newer = schema.transaction().execute(status -> rows(schema).stream()
                    .filter(row -> row.changesets().containsAll(known))
                    .filter(row -> row.changesets().stream().anyMatch(more::contains))
                    .filter(row -> !VersionOrder.isHigher(build.version(), row.version()))
                    .findFirst()
                    .map(row -> new NewerBuild(row.version(), row.recorded(), List.of())));
            return newer == null ? null : newer.orElse(null);
        } catch (DataAccessException | TransactionException | UncheckedSqlException e) {
            logger.debug("Which builds have migrated {} is not known", build.target(), e);
            return null;
        }
    }

    /**
     * Keeps what the changelog of the running build consists of, where that is not known yet.
     *
     * @param ours the names of all its changesets
     * @param now the time
     */
    public void remember(Collection<String> ours, Instant now) {
        String changesets = String.join(" ", hashes(ours));
        String digest = HexFormat.of().formatHex(sha256(changesets));
        try {
            HistorySchema schema = schema();
            schema.transaction().executeWithoutResult(status -> {
                JdbcClient client = JdbcClient.create(source.connections());
                String where = " where target = ? and application = ? and digest = ?";
                long known = client.sql(schema.fill("select count(*) from ${state}" + where))
                        .params(build.target(), build.application(), digest)
                        .query(Long.class)
                        .single();
                if (known == 0) {
                    client.sql(schema.fill("insert into ${state} (target, application, digest, application_version,"
                                    + " changesets, recorded_at) values (?, ?, ?, ?, ?, ?)"))
                            .param(build.target())
                            .param(build.application())
                            .param(digest)
                            .param(build.version())
                            .param(changesets)
                            .param(Timestamp.from(now))
                            .update();
                }
            });
        } catch (DataAccessException | TransactionException | UncheckedSqlException e) {
            logger.debug("The changelog of this build could not be noted for {}", build.target(), e);
        }
    }

    private List<Row> rows(HistorySchema schema) {
        return JdbcClient.create(source.connections())
                .sql(schema.fill("select application_version, changesets, recorded_at from ${state}"
                        + " where target = ? and application = ? order by recorded_at desc limit " + NEWEST))
                .params(build.target(), build.application())
                .query(ChangelogMemory::row)
                .list();
    }

    private static Row row(ResultSet row, int number) throws SQLException {
        return new Row(
                row.getString(1),
                Set.of(row.getString(2).split(" ")),
                row.getTimestamp(3).toInstant());
    }

    private HistorySchema schema() {
        try {
            return source.schema();
        } catch (SQLException e) {
            throw new UncheckedSqlException(e);
        }
    }

    private static Set<String> hashes(Collection<String> names) {
        return names.stream()
                .map(name -> HexFormat.of().formatHex(sha256(name)).substring(0, NAME_LENGTH))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java runtime has SHA-256", e);
        }
    }

    /**
     * The build of an application that migrates.
     *
     * @param target the target's name
     * @param application the application's name
     * @param version its version, if known
     */
    public record Build(
            String target, String application, @Nullable String version) {}

    private record Row(@Nullable String version, Set<String> changesets, Instant recorded) {}

    private static final class UncheckedSqlException extends RuntimeException {

        UncheckedSqlException(SQLException cause) {
            super(cause);
        }
    }
}

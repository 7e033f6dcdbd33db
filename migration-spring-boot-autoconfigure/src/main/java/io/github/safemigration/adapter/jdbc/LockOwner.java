package io.github.safemigration.adapter.jdbc;

import io.github.safemigration.engine.model.LockHolder;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Who holds the changelog lock, as the row of Liquibase's lock table tells it, so that another process can find out
 * whether it is still there.
 *
 * @param name host, application and version, for people
 * @param backend the server process of the connection that works; 0 where the product does not tell
 * @param started when that server process started, in microseconds since 1970
 */
public record LockOwner(String name, int backend, long started) {

    /** LOCKEDBY takes 255 characters. */
    private static final int LONGEST_NAME = 190;

    private static final Pattern FORMAT = Pattern.compile("^(.*) \\[safemigration (\\d+)@(\\d+)]$", Pattern.DOTALL);

    /**
     * Reads what stands in a row.
     *
     * @param lockedBy the column LOCKEDBY
     * @return the owner, if the row is one of ours
     */
    static Optional<LockOwner> parse(@Nullable String lockedBy) {
        Matcher matcher = FORMAT.matcher(lockedBy == null ? "" : lockedBy);
        return matcher.matches()
                ? Optional.of(new LockOwner(
                        matcher.group(1), Integer.parseInt(matcher.group(2)), Long.parseLong(matcher.group(3))))
                : Optional.empty();
    }

    /**
     * Tells who holds the lock.
     *
     * @param lockedBy the column LOCKEDBY
     * @param since when it was taken, if the row says so
     * @return the holder
     */
    public static LockHolder holder(String lockedBy, @Nullable Instant since) {
        return parse(lockedBy)
                .map(owner -> new LockHolder(owner.name(), since, true, owner.process(), null))
                .orElseGet(() -> new LockHolder(lockedBy, since));
    }

    private LockHolder.@Nullable Backend process() {
        return backend == 0 ? null : new LockHolder.Backend(backend, Instant.EPOCH.plus(started, ChronoUnit.MICROS));
    }

    /** {@return what stands in the row} */
    String text() {
        String shown = name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME);
        return shown + " [safemigration " + backend + "@" + started + "]";
    }
}

package io.github.safemigration.campaign;

import static org.awaitility.Awaitility.await;

import io.github.safemigration.testsupport.FreshDatabase;
import io.github.safemigration.testsupport.Snapshot;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import org.awaitility.core.ConditionTimeoutException;

/**
 * What is wrong with a database after blow and restart.
 *
 * @param stuckLocks rows and advisory locks that are still there
 * @param twice changesets that were applied more than once
 * @param differences what is not as an undisturbed run leaves it; empty if nothing is
 */
record Aftermath(long stuckLocks, long twice, String differences) {

    private static final int SHOWN = 120;

    private static final String LOCKS = """
            select (select count(*) from databasechangeloglock where locked or lockedby is not null)
                 + (select count(*) from pg_locks l join pg_database d on d.oid = l.database
                     where l.locktype = 'advisory' and d.datname = current_database())
            """;

    private static final String TWICE = """
            select (select count(*) from (select 1 from trace group by changeset having count(*) > 1) t)
                 + (select count(*) from (select 1 from databasechangelog group by id having count(*) > 1) t)
                 + (select count(*) from counters where n > 1)
            """;

    static Aftermath of(FreshDatabase database, String undisturbed) {
        return new Aftermath(
                locksThatStay(database), count(database, TWICE), difference(undisturbed, Snapshot.of(database)));
    }

    /** A session that has been closed takes a moment to end. */
    private static long locksThatStay(FreshDatabase database) {
        try {
            await().pollDelay(Duration.ZERO).atMost(Duration.ofSeconds(2)).until(() -> count(database, LOCKS) == 0);
            return 0;
        } catch (ConditionTimeoutException e) {
            return count(database, LOCKS);
        }
    }

    private static long count(FreshDatabase database, String sql) {
        return Long.parseLong(database.value(sql) + "");
    }

    private static String difference(String expected, String found) {
        Set<String> missing = lines(expected);
        missing.removeAll(lines(found));
        Set<String> extra = lines(found);
        extra.removeAll(lines(expected));
        boolean equal = expected.equals(found);
        return equal ? "" : "missing: " + shown(missing) + "; extra: " + shown(extra);
    }

    private static String shown(Set<String> lines) {
        String first = lines.stream().findFirst().orElse("-");
        return lines.size() + " lines, first " + first.substring(0, Math.min(SHOWN, first.length()));
    }

    private static Set<String> lines(String text) {
        return new LinkedHashSet<>(text.lines().toList());
    }

    boolean isClean() {
        return stuckLocks == 0 && twice == 0 && differences.isEmpty();
    }
}

package io.github.safemigration.adapter.jdbc;

import io.github.safemigration.engine.history.HistoryLimits;
import io.github.safemigration.engine.history.PastFailure;
import io.github.safemigration.engine.model.ChangesetId;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the history remembers of earlier runs of a target, and what it may forget. */
record HistoryMemory(HistorySchema schema, JdbcClient client, String target) {

    /**
     * That a connection broke, a lock was not had or the run was to stop says nothing of a changeset. One that went through
     * since, as those do that always run, has not failed.
     */
    private static final String PAST_FAILURES = """
            select * from (select h.path, h.changeset_id, h.author, h.checksum, h.started_at, h.error, h.sql_state,
              r.host, r.application_version, count(*) over (partition by h.path, h.changeset_id, h.author, h.checksum)
                as times,
              row_number() over (partition by h.path, h.changeset_id, h.author, h.checksum order by h.started_at)
                as place
              from ${history} h join ${run} r on r.id = h.run_id
              where r.target = ? and h.outcome = 'FAILED' and h.checksum is not null
              and h.error_kind not in ('DATABASE_UNREACHABLE', 'STATEMENT_LOCK', 'LOCK_LOST', 'STOPPED', 'STANDBY')
              and coalesce(h.sql_state, '') not like '08%' and coalesce(h.sql_state, '') not like '57P0%'
              and coalesce(h.sql_state, '') not in ('55P03', '40P01')
              and not exists (select 1 from ${history} o join ${run} p on p.id = o.run_id
                where p.target = r.target and o.path = h.path and o.changeset_id = h.changeset_id
                and o.author = h.author and o.checksum = h.checksum
                and o.outcome in ('EXECUTED', 'RERAN', 'MARK_RAN') and o.started_at > h.started_at)) f
            where place = 1""";

    private static final String APPLIED = """
            select h.statements from ${history} h join ${run} r on r.id = h.run_id
            where r.target = ? and h.path = ? and h.changeset_id = ? and h.author = ?
            and h.outcome in ('EXECUTED', 'RERAN') and h.statements is not null order by h.started_at desc limit 1""";

    private static final String BROKEN = "('FAILED', 'CRASHED', 'STOPPED')";

    /**
     * Runs that applied nothing: all but the newest, the youngest, the first failure of each changeset, and those whose
     * statements a later run has yet to go on behind.
     */
    private static final String IDLE_RUNS = "select r.id from ${run} r where r.target = ? and r.outcome in " + BROKEN
            + " and coalesce(r.kind, 'MIGRATION') = 'MIGRATION'"
            + " and not exists (select 1 from ${history} h where h.run_id = r.id"
            + " and (h.outcome not in ('FAILED', 'SKIPPED') or not exists (select 1 from ${history} e"
            + " where e.outcome = 'FAILED' and e.path = h.path and e.changeset_id = h.changeset_id"
            + " and e.author = h.author and e.checksum = h.checksum and e.started_at < h.started_at)))"
            + " and not exists (select 1 from ${statement} s where s.run_id = r.id)"
            + " and (r.started_at < ? or r.id not in (select n.id from ${run} n where n.target = ? and n.outcome in "
            + BROKEN + " order by n.started_at desc limit ?))";

    List<PastFailure> pastFailures() {
        return client.sql(schema.fill(PAST_FAILURES))
                .param(target)
                .query(HistoryRows::pastFailure)
                .list();
    }

    Optional<String> appliedSql(ChangesetId changeset) {
        return client.sql(schema.fill(APPLIED))
                .params(target, changeset.path(), changeset.id(), changeset.author())
                .query(String.class)
                .optional();
    }

    void forget(HistoryLimits limits, Instant now) {
        if (schema.dialect() != HistoryDialect.POSTGRESQL) {
            return;
        }
        List<String> idle = client.sql(schema.fill(IDLE_RUNS))
                .params(target, Timestamp.from(now.minus(limits.age())), target, limits.runs())
                .query(String.class)
                .list();
        if (!idle.isEmpty()) {
            delete("${statement} where run_id", idle);
            delete("${history} where run_id", idle);
            delete("${run} where id", idle);
        }
    }

    private void delete(String rows, List<String> runs) {
        client.sql(schema.fill("delete from " + rows + " in (:runs)"))
                .param("runs", runs)
                .update();
    }
}

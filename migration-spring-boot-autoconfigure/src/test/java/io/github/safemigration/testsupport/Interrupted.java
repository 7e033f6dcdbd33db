package io.github.safemigration.testsupport;

/** What a process writes down that dies in a changeset without a transaction. */
public final class Interrupted {

    private Interrupted() {}

    /**
     * Writes it down.
     *
     * @param database a database with a history
     * @param path the changelog file of the changeset
     * @param id its id, of author ann
     * @param statement the first statement, at which it died
     */
    public static void at(FreshDatabase database, String path, String id, String statement) {
        database.jdbc()
                .sql("""
                        with r as (
                          insert into migration_run (id, target, kind, triggered_by, application, environment, host,
                              plan_fingerprint, planned, started_at, applied_before)
                          values ('dead', 'default', 'MIGRATION', 'START', 'shop', 'default', 'pod-7', '', 1, now(), 1)
                        ), h as (
                          insert into migration_history (run_id, position, path, changeset_id, author, started_at,
                              duration_ms, outcome, rollback_kind)
                          values ('dead', 1, :path, :id, 'ann', now(), 0, 'STARTED', 'NONE')
                        )
                        insert into migration_statement (run_id, position, number, state, hash, statement, sent_at)
                        values ('dead', 1, 1, 'SENT', encode(sha256(convert_to(:sql, 'UTF8')), 'hex'), :sql, now())
                        """)
                .param("path", path)
                .param("id", id)
                .param("sql", statement)
                .update();
    }
}

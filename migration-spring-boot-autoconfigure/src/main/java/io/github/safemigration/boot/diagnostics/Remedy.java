package io.github.safemigration.boot.diagnostics;

import io.github.safemigration.engine.model.FailureKind;

/**
 * What a kind of failure leaves as it was, and what to do about it.
 *
 * @param unchanged what is unchanged, where the failure is outside of any changeset
 * @param action what to do next
 */
record Remedy(String unchanged, String action) {

    static final String UNCHANGED_IN_RUN =
            "What was applied before it stays applied; of this changeset nothing is left if it runs in a transaction.";

    private static final String NOTHING_RUN = "No changeset was run; the database is unchanged.";

    static Remedy of(FailureKind kind) {
        return new Remedy(NOTHING_RUN, action(kind));
    }

    private static String action(FailureKind kind) {
        return switch (kind) {
            case BAD_SQL ->
                "Mend the changeset, which may be edited as it was never applied, or the data it stumbles on, and start"
                        + " again: the run goes on there.";
            case CHECKSUM_CHANGED ->
                "Take the edit back and put the change into a new changeset. If the edit is meant, have"
                        + " the checksum of that changeset stored anew: java -jar <app>.jar --migration.command=rebaseline"
                        + " --changeset=<path::id::author> --reason=<why>.";
            case CHECKSUM_ALGORITHM_CHANGED ->
                "If the files are as they were when applied, have the checksum of each such changeset stored anew: java -jar"
                        + " <app>.jar --migration.command=rebaseline --changeset=<path::id::author> --reason=<why>.";
            case LOCK_HELD ->
                "If the holder is alive, wait for it. If it is dead, free the lock: java -jar <app>.jar"
                        + " --migration.command=release-lock --reason=<why>, or POST /actuator/migrations/release-lock.";
            case LOCK_LOST ->
                "Start again: the run goes on where the database stands. If it happens again, look why this process was"
                        + " cut off from its database or stood still for longer than 20 s.";
            case STATEMENT_LOCK ->
                "Start again when the database is less busy: the run goes on there. Who is in the way: SELECT * FROM"
                        + " pg_stat_activity WHERE state <> 'idle';";
            case DATABASE_UNREACHABLE ->
                "Check that the database is up, that spring.datasource.url or spring.liquibase.url leads to it, and that"
                        + " the user may log in.";
            default -> actionOnSettings(kind);
        };
    }

    private static String actionOnSettings(FailureKind kind) {
        return switch (kind) {
            case DATABASE_READ_ONLY ->
                "Lead the migration to a server that takes writes, by a way that is not read-only (spring.liquibase.url;"
                        + " a read-only pool is not written to), or set migration.startup=validate where none may be"
                        + " made.";
            case STANDBY ->
                "Lead the migration to the primary (migration.datasource.url; with several hosts in the URL"
                        + " targetServerType=primary), or wait until this server is promoted.";
            case POOLED_SESSION ->
                "Set migration.datasource.url to the database itself, past the pooler (migration.datasource.username and"
                        + " migration.datasource.password if the user is another one), and start again.";
            case RIGHTS_MISSING ->
                "Grant the right to the user, or let another one migrate: migration.datasource.username and"
                        + " migration.datasource.password.";
            case CHANGELOG_MISSING ->
                "Put the file there, or name the right one: spring.liquibase.change-log for the first file, include and"
                        + " includeAll for others (from the root of the class path, unless relativeToChangelogFile).";
            case CHANGELOG_UNREADABLE -> "Mend the file at that place and start again.";
            case CHANGELOG_INVALID ->
                "Mend the changelog: each path, id and author once, change types and attributes as Liquibase calls them.";
            case PRECONDITION_FAILED ->
                "Bring the database into the state that the precondition asks for, or let it say what else to do:"
                        + " onFail=MARK_RAN, CONTINUE or WARN.";
            case UNKNOWN_CHANGESETS ->
                "If another changelog shares the table, or this build may run on the newer schema, set"
                        + " migration.on-unknown-changesets=warn.";
            case CONFIGURATION -> "Correct the setting and start again.";
            case REFUSED -> "Change the plan or the setting, and start again.";
            case STOPPED -> "Start again: the run goes on there.";
            case UNCLEAR ->
                "Until somebody has said which, nothing is run; then the run goes on there. Exit code of a command: 8.";
            case PENDING ->
                "Run the migration (java -jar <app>.jar --migration.command=migrate), or let such starts wait for it:"
                        + " migration.on-pending=wait.";
            default ->
                "This is not foreseen: start with logging.level.org.springframework.boot.diagnostics=debug to see the"
                        + " stack trace, and report it.";
        };
    }
}

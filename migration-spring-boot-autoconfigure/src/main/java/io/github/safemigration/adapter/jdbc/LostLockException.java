package io.github.safemigration.adapter.jdbc;

import java.sql.SQLException;

/** A run that has lost its lock wanted to write: somebody else has had the lock since. */
public class LostLockException extends SQLException {

    /** SQLSTATE class 55, object not in prerequisite state (PostgreSQL manual, appendix A). */
    private static final String STATE = "55000";

    LostLockException() {
        super(
                "This run has lost the changelog lock, and another process has taken it since: nothing more is written",
                STATE);
    }
}

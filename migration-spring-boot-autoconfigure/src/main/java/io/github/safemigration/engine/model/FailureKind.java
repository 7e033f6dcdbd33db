package io.github.safemigration.engine.model;

/** What exactly went wrong, fine enough to know the remedy. */
public enum FailureKind {
    /** A statement was refused by the database. */
    BAD_SQL(ErrorType.SQL),
    /** An applied changeset was edited. */
    CHECKSUM_CHANGED(ErrorType.CHECKSUM),
    /** The stored checksum was computed by another Liquibase version's algorithm. */
    CHECKSUM_ALGORITHM_CHANGED(ErrorType.CHECKSUM),
    /** Somebody else holds the changelog lock. */
    LOCK_HELD(ErrorType.LOCK),
    /** The changelog lock was lost in mid-run, and somebody else has it. */
    LOCK_LOST(ErrorType.LOCK),
    /** A statement did not get its lock in time, or was the victim of a deadlock. */
    STATEMENT_LOCK(ErrorType.LOCK),
    /** The database does not answer, or refuses the login. */
    DATABASE_UNREACHABLE(ErrorType.CONNECTION),
    /** The database takes no writes: a standby, or a read-only session. */
    DATABASE_READ_ONLY(ErrorType.CONNECTION),
    /** The server is a hot standby: it answers, and takes no writes before it is promoted. */
    STANDBY(ErrorType.CONNECTION),
    /** The way to the database leads through a pooler, and a changeset needs a session that lasts. */
    POOLED_SESSION(ErrorType.CONNECTION),
    /** The user lacks a right that a statement needs. */
    RIGHTS_MISSING(ErrorType.PERMISSION),
    /** The changelog file, or a file it names, is not there. */
    CHANGELOG_MISSING(ErrorType.VALIDATION),
    /** A changelog file does not parse. */
    CHANGELOG_UNREADABLE(ErrorType.VALIDATION),
    /** The changelog parses and is wrong: duplicate ids, unknown change types, missing attributes. */
    CHANGELOG_INVALID(ErrorType.VALIDATION),
    /** A precondition said no. */
    PRECONDITION_FAILED(ErrorType.VALIDATION),
    /** A setting of the migration is wrong. */
    CONFIGURATION(ErrorType.VALIDATION),
    /** The plan must not run as it is. */
    REFUSED(ErrorType.VALIDATION),
    /** The application was asked to stop in mid-run. */
    STOPPED(ErrorType.UNEXPECTED),
    /** Changesets are pending where none may be. */
    PENDING(ErrorType.VALIDATION),
    /** A crash left something whose effect cannot be looked up. */
    UNCLEAR(ErrorType.UNEXPECTED),
    /** Changesets are applied that the changelog does not have, and the application wants nothing done then. */
    UNKNOWN_CHANGESETS(ErrorType.VALIDATION),
    /** Anything else. */
    UNEXPECTED(ErrorType.UNEXPECTED);

    private final ErrorType type;

    FailureKind(ErrorType type) {
        this.type = type;
    }

    /**
     * The coarse kind.
     *
     * @return the type, as metrics count it
     */
    public ErrorType type() {
        return type;
    }
}

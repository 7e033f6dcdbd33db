package io.github.safemigration.engine.model;

import java.util.Locale;

/** What kind of thing went wrong, coarse enough to be a metric's tag. */
public enum ErrorType {
    /** A statement failed. */
    SQL,
    /** A lock was not had in time. */
    LOCK,
    /** An applied changeset is not what it was. */
    CHECKSUM,
    /** The changelog or its configuration is wrong. */
    VALIDATION,
    /** The database does not answer. */
    CONNECTION,
    /** A right is missing. */
    PERMISSION,
    /** A backup was not taken or does not verify. */
    BACKUP,
    /** A check after the run failed. */
    VERIFICATION,
    /** Anything else. */
    UNEXPECTED;

    /**
     * The name as a tag of a meter.
     *
     * @return the name in lower case
     */
    public String tag() {
        return name().toLowerCase(Locale.ROOT);
    }
}

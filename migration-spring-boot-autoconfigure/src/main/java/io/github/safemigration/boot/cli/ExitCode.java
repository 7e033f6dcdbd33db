package io.github.safemigration.boot.cli;

import io.github.safemigration.engine.model.FailureKind;
import io.github.safemigration.engine.model.TargetState;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** How the process ends. Of several targets the gravest counts. */
enum ExitCode {
    DONE(0),
    UNEXPECTED(1),
    USAGE(2),
    PENDING(3),
    NEEDS_APPROVAL(4),
    REFUSED(5),
    FAILED(6),
    FAILED_AND_ROLLED_BACK(7),
    NEEDS_PERSON(8),
    LOCK_NOT_HAD(9),
    DATABASE_UNREACHABLE(10);

    private static final List<ExitCode> BY_GRAVITY = List.of(
            DONE,
            PENDING,
            NEEDS_APPROVAL,
            REFUSED,
            LOCK_NOT_HAD,
            DATABASE_UNREACHABLE,
            FAILED_AND_ROLLED_BACK,
            FAILED,
            NEEDS_PERSON,
            USAGE,
            UNEXPECTED);

    private final int code;

    ExitCode(int code) {
        this.code = code;
    }

    int code() {
        return code;
    }

    /** {@return the name as people read it} */
    String words() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    static ExitCode gravest(Collection<ExitCode> codes) {
        return codes.stream().max(Comparator.comparingInt(BY_GRAVITY::indexOf)).orElse(DONE);
    }

    static ExitCode of(FailureKind kind) {
        return switch (kind) {
            case BAD_SQL,
                    CHECKSUM_CHANGED,
                    CHECKSUM_ALGORITHM_CHANGED,
                    STATEMENT_LOCK,
                    DATABASE_READ_ONLY,
                    RIGHTS_MISSING,
                    CHANGELOG_MISSING,
                    CHANGELOG_UNREADABLE,
                    CHANGELOG_INVALID,
                    PRECONDITION_FAILED -> FAILED;
            case LOCK_HELD, LOCK_LOST -> LOCK_NOT_HAD;
            case DATABASE_UNREACHABLE, STANDBY -> DATABASE_UNREACHABLE;
            case REFUSED, POOLED_SESSION -> REFUSED;
            case CONFIGURATION -> USAGE;
            case PENDING, STOPPED -> PENDING;
            case UNCLEAR -> NEEDS_PERSON;
            case UNKNOWN_CHANGESETS -> REFUSED;
            case UNEXPECTED -> UNEXPECTED;
        };
    }

    static ExitCode of(TargetState state) {
        return switch (state) {
            case UP_TO_DATE, OFF -> DONE;
            case PENDING, RUNNING, OUTSIDE_WINDOW, HELD_BACK -> PENDING;
            case WAITING_FOR_LOCK -> LOCK_NOT_HAD;
            case AWAITING_APPROVAL -> NEEDS_APPROVAL;
            case REFUSED -> REFUSED;
            case FAILED -> FAILED;
            case UNCLEAR -> NEEDS_PERSON;
            case UNREACHABLE -> DATABASE_UNREACHABLE;
        };
    }
}

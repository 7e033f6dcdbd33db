package io.github.safemigration.adapter.liquibase;

import io.github.safemigration.adapter.jdbc.JdbcFailures;
import io.github.safemigration.engine.model.ChangesetId;
import io.github.safemigration.engine.model.Failure;
import io.github.safemigration.engine.model.FailureKind;
import io.github.safemigration.engine.model.LockHolder;
import io.github.safemigration.engine.model.MigrationException;
import io.github.safemigration.engine.model.RedactedException;
import io.github.safemigration.engine.model.Redactor;
import java.sql.SQLException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import liquibase.exception.ChangeLogParseException;
import liquibase.exception.LockException;
import liquibase.exception.PreconditionErrorException;
import liquibase.exception.PreconditionFailedException;
import liquibase.exception.ValidationFailedException;
import org.jspecify.annotations.Nullable;

/** Tells from what Liquibase threw, and from where the run was, what went wrong. */
final class FailureTranslator {

    private static final Pattern LINE = Pattern.compile("line (\\d+)(?:,? column (\\d+))?", Pattern.CASE_INSENSITIVE);

    private static final Pattern FILE = Pattern.compile("([\\w./\\-$]+\\.(?:xml|ya?ml|json|sql|csv))\\b");

    /** As PostgreSQL's driver puts it into the message, on a line of its own. */
    private static final Pattern HINT = Pattern.compile("\\R\\s*Hint: (.*)");

    private final String target;
    private final Redactor redactor;

    FailureTranslator(String target, Redactor redactor) {
        this.target = target;
        this.redactor = redactor;
    }

    MigrationException exception(Failure failure, Throwable cause) {
        return new MigrationException(target, failure, RedactedException.of(cause, redactor));
    }

    Failure translate(Throwable thrown, Where where) {
        MigrationException known = find(thrown, MigrationException.class);
        if (known != null) {
            return known.failure();
        }
        @Nullable SQLException sql = JdbcFailures.find(thrown);
        if (sql != null && where.changeset() == null) {
            return database(sql);
        }
        if (sql != null) {
            return statement(sql, where);
        }
        if (find(thrown, LockException.class) != null) {
            return lock(thrown, where.holder());
        }
        ValidationFailedException invalid = find(thrown, ValidationFailedException.class);
        if (invalid != null) {
            return ValidationFailures.of(redactor.redact(String.valueOf(invalid.getMessage())));
        }
        if (find(thrown, PreconditionFailedException.class) != null
                || find(thrown, PreconditionErrorException.class) != null) {
            return inChangeset(FailureKind.PRECONDITION_FAILED, oneLine(innermost(thrown)), where);
        }
        if (where.parsing() || find(thrown, ChangeLogParseException.class) != null) {
            return changelog(thrown);
        }
        return inChangeset(FailureKind.UNEXPECTED, oneLine(innermost(thrown)), where);
    }

    private Failure database(SQLException e) {
        FailureKind kind = JdbcFailures.kind(e);
        return new Failure(kind, message(e), null, null, null, e.getSQLState(), hint(e));
    }

    private Failure statement(SQLException e, Where where) {
        return new Failure(
                JdbcFailures.kind(e),
                message(e),
                where.changeset(),
                where.changeset() == null ? null : where.changeset().path(),
                shorten(where.statement()),
                e.getSQLState(),
                hint(e));
    }

    private Failure inChangeset(FailureKind kind, String message, Where where) {
        return new Failure(
                kind,
                message,
                where.changeset(),
                where.changeset() == null ? null : where.changeset().path(),
                shorten(where.statement()),
                null,
                null);
    }

    private Failure lock(Throwable thrown, @Nullable LockHolder holder) {
        String message = holder == null
                ? oneLine(innermost(thrown))
                : "The changelog lock is held by " + holder.owner() + " since " + holder.since();
        return Failure.of(FailureKind.LOCK_HELD, message);
    }

    private Failure changelog(Throwable thrown) {
        String all = messages(thrown);
        String lower = all.toLowerCase(Locale.ROOT);
        FailureKind kind = FailureKind.CHANGELOG_UNREADABLE;
        if (lower.contains("was not found")
                || lower.contains("does not exist")
                || lower.contains("could not find")
                || lower.contains("no such file")
                || lower.contains("directory was empty")) {
            kind = FailureKind.CHANGELOG_MISSING;
        } else if (lower.contains("unknown change type")) {
            kind = FailureKind.CHANGELOG_INVALID;
        }
        Matcher line = LINE.matcher(all);
        Matcher file = FILE.matcher(all);
        @Nullable String location = file.find() ? file.group(1) : null;
        // A YAML parser names first where the surrounding block began, and last where it broke.
        String position = "";
        while (line.find()) {
            position = ":" + line.group(1) + (line.group(2) == null ? "" : ":" + line.group(2));
        }
        location = location == null ? null : location + position;
        return new Failure(kind, oneLine(innermost(thrown)), null, location, null, null, null);
    }

    private String messages(Throwable thrown) {
        StringBuilder all = new StringBuilder();
        for (Throwable t = thrown; t != null; t = t.getCause() == t ? null : t.getCause()) {
            all.append(t.getMessage()).append('\n');
        }
        return redactor.redact(all.toString());
    }

    private static Throwable innermost(Throwable thrown) {
        Throwable innermost = thrown;
        while (innermost.getCause() != null
                && innermost.getCause() != innermost
                && innermost.getCause().getMessage() != null) {
            innermost = innermost.getCause();
        }
        return innermost;
    }

    private String message(SQLException e) {
        return oneLine(HINT.matcher(text(e)).replaceAll(""));
    }

    private @Nullable String hint(SQLException e) {
        Matcher hint = HINT.matcher(text(e));
        return hint.find() ? redactor.redact(hint.group(1).strip()) : null;
    }

    private String oneLine(Throwable thrown) {
        return oneLine(text(thrown));
    }

    private String oneLine(String message) {
        return redactor.redact(message).strip().replaceAll("\\s*\\R\\s*", "; ");
    }

    private static String text(Throwable thrown) {
        return thrown.getMessage() == null ? thrown.getClass().getSimpleName() : thrown.getMessage();
    }

    private static @Nullable String shorten(@Nullable String statement) {
        if (statement == null) {
            return null;
        }
        String line = statement.strip().replaceAll("\\s+", " ");
        return line.length() <= 300 ? line : line.substring(0, 300) + "…";
    }

    static <T extends Throwable> @Nullable T find(Throwable thrown, Class<T> type) {
        for (Throwable t = thrown; t != null; t = t.getCause() == t ? null : t.getCause()) {
            if (type.isInstance(t)) {
                return type.cast(t);
            }
        }
        return null;
    }

    /**
     * Where the work was when it failed.
     *
     * @param parsing whether the changelog was being parsed
     * @param changeset the changeset that was being run
     * @param statement the statement that was sent last
     * @param holder who holds the changelog lock
     */
    record Where(
            boolean parsing,
            @Nullable ChangesetId changeset,
            @Nullable String statement,
            @Nullable LockHolder holder) {}
}

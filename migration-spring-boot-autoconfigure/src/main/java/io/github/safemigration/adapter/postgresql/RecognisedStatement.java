package io.github.safemigration.adapter.postgresql;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A statement whose effect can be looked up. What does not match as a whole is not recognised.
 *
 * @param kind what it does
 * @param name what it makes, changes or removes, as it stands in the statement
 * @param owner the table, type or parent of that, as it stands in the statement
 */
record RecognisedStatement(Kind kind, String name, @Nullable String owner) {

    private static final String ID = "(?:\"(?:[^\"]|\"\")+\"|[\\p{L}_][\\p{L}\\p{N}_$]*)";
    private static final String NAME = ID + "(?:\\s*\\.\\s*" + ID + ")?";
    private static final String ALTER_TABLE =
            "alter\\s+table\\s+(?:if\\s+exists\\s+)?(?:only\\s+)?(?<owner>" + NAME + ")\\s+";

    /** What follows in the same statement. */
    private static final String REST = "[^;]*";

    private static final List<Form> FORMS = List.of(
            new Form(
                    Kind.BUILD_INDEX,
                    "create\\s+(?:unique\\s+)?index\\s+(?:concurrently\\s+)?(?:if\\s+not\\s+exists\\s+)?(?<name>(?!(?:on|concurrently|if)\\s)"
                            + ID + ")\\s+on\\s+(?:only\\s+)?(?<owner>" + NAME + ")\\s*(?:using\\b|\\()" + REST),
            new Form(
                    Kind.DROP_INDEX,
                    "drop\\s+index\\s+concurrently\\s+(?:if\\s+exists\\s+)?(?<name>" + NAME
                            + ")(?:\\s+(?:cascade|restrict))?"),
            new Form(
                    Kind.REINDEX_INDEX,
                    "reindex\\s+(?:\\((?:[^;()]*)\\)\\s*)?index\\s+(?:concurrently\\s+)?(?<name>" + NAME + ")"),
            new Form(
                    Kind.REINDEX_TABLE,
                    "reindex\\s+(?:\\((?:[^;()]*)\\)\\s*)?table\\s+(?:concurrently\\s+)?(?<name>" + NAME + ")"),
            new Form(
                    Kind.ADD_CONSTRAINT,
                    ALTER_TABLE + "add\\s+constraint\\s+(?<name>" + ID + ")\\s+[^;,]*(?:\\([^;]*)?"),
            new Form(Kind.VALIDATE_CONSTRAINT, ALTER_TABLE + "validate\\s+constraint\\s+(?<name>" + ID + ")"),
            new Form(
                    Kind.ADD_VALUE,
                    "alter\\s+type\\s+(?<owner>" + NAME
                            + ")\\s+add\\s+value\\s+(?:if\\s+not\\s+exists\\s+)?'(?<name>(?:[^'\\\\]|'')+)'"
                            + "(?:\\s+(?:before|after)\\s+'(?:[^'\\\\]|'')+')?"),
            new Form(
                    Kind.ATTACH,
                    ALTER_TABLE + "attach\\s+partition\\s+(?<name>" + NAME + ")\\s+(?:for\\s+values\\b|default\\b)"
                            + REST),
            new Form(
                    Kind.DETACH,
                    ALTER_TABLE + "detach\\s+partition\\s+(?<name>" + NAME + ")(?:\\s+(?:concurrently|finalize))?"),
            new Form(
                    Kind.REPEATABLE,
                    "(?<name>vacuum|analyze|refresh\\s+materialized\\s+view|reset|show|checkpoint)\\b" + REST),
            new Form(Kind.REPEATABLE, "(?<name>set)\\s+(?!constraints\\b|transaction\\b)" + REST));

    static Optional<RecognisedStatement> of(String sql) {
        String bare = bare(sql);
        for (Form form : FORMS) {
            Matcher matcher = form.pattern().matcher(bare);
            if (matcher.matches()) {
                @Nullable String owner = form.hasOwner() ? matcher.group("owner") : null;
                return Optional.of(new RecognisedStatement(form.kind(), matcher.group("name"), owner));
            }
        }
        return Optional.empty();
    }

    /** Without the comments before it and the semicolon behind it. */
    static String bare(String sql) {
        int start = 0;
        int end = sql.length();
        while (start < end) {
            if (Character.isWhitespace(sql.charAt(start))) {
                start++;
            } else if (sql.startsWith("--", start)) {
                int line = sql.indexOf('\n', start);
                start = line < 0 ? end : line;
            } else if (sql.startsWith("/*", start)) {
                start = afterBlock(sql, start);
            } else {
                break;
            }
        }
        while (end > start && (sql.charAt(end - 1) == ';' || Character.isWhitespace(sql.charAt(end - 1)))) {
            end--;
        }
        return sql.substring(start, end);
    }

    /** Comments nest (PostgreSQL manual, 4.1.5). */
    private static int afterBlock(String sql, int start) {
        int depth = 0;
        int at = start;
        do {
            if (sql.startsWith("/*", at)) {
                depth++;
                at += 2;
            } else if (sql.startsWith("*/", at)) {
                depth--;
                at += 2;
            } else {
                at++;
            }
        } while (depth > 0 && at < sql.length());
        return Math.min(at, sql.length());
    }

    /** What it does. */
    enum Kind {
        BUILD_INDEX,
        DROP_INDEX,
        REINDEX_INDEX,
        REINDEX_TABLE,
        ADD_CONSTRAINT,
        VALIDATE_CONSTRAINT,
        ADD_VALUE,
        ATTACH,
        DETACH,
        /** May be done once more without harm. */
        REPEATABLE
    }

    /** How such a statement is written. */
    private record Form(Kind kind, Pattern pattern) {

        Form(Kind kind, String pattern) {
            this(kind, Pattern.compile(pattern, Pattern.CASE_INSENSITIVE | Pattern.DOTALL));
        }

        boolean hasOwner() {
            return pattern.pattern().contains("(?<owner>");
        }
    }
}

package io.github.safemigration.engine.plan;

import io.github.safemigration.engine.changelog.PendingChangeset;
import io.github.safemigration.engine.model.ChangesetId;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Looks whether a plan may keep all its locks to its end: it creates, adds nullable columns, or changes rows alone. What is
 * not one of the forms here speaks against it.
 */
final class GentlePlan {

    private static final String NAME = "((?:\"[^\"]+\"|[\\w$]+)(?:\\.(?:\"[^\"]+\"|[\\w$]+))*)";

    private static final Pattern CREATE_TABLE = Pattern.compile("^create table (?:if not exists )?" + NAME + " ?\\(.*");
    private static final Pattern CREATE_INDEX = Pattern.compile(
            "^create (?:unique )?index (?:if not exists )?" + NAME + " on (?:only )?" + NAME + "[ (].*");
    private static final Pattern ALTER_TABLE =
            Pattern.compile("^alter table (?:if exists )?(?:only )?" + NAME + " (.*)");
    private static final Pattern NULLABLE_COLUMN =
            Pattern.compile("^add (?:column )?(?:if not exists )?" + NAME + " [\\w ]+(?:\\([\\d, ]+\\))?;?$");
    private static final Pattern MORE_THAN_A_COLUMN =
            Pattern.compile(".*\\b(?:not null|default|references|unique|primary|check|generated|constraint)\\b.*");
    private static final Pattern REFERENCES = Pattern.compile("\\breferences " + NAME);
    private static final Pattern CREATES_SOMETHING_ELSE =
            Pattern.compile("^(?:create (?:sequence|type|domain|schema|view|or replace view)|comment on) .*");
    private static final Pattern SEVERAL = Pattern.compile(".*;\\s*\\S.*");
    private static final Pattern CHANGES_ROWS = Pattern.compile("^(?:insert into|update|delete from) .*");

    private final Set<String> created = new HashSet<>();
    private boolean definitions;
    private boolean rows;

    /** {@return what speaks against it; null if nothing does} */
    @Nullable
    String obstacle(List<PendingChangeset> changesets) {
        for (PendingChangeset changeset : changesets) {
            if (!changeset.preview().opaque().isEmpty() || changeset.preview().rendered()) {
                return changeset.id() + " does what is not known before it runs";
            }
            for (String statement : changeset.preview().statements()) {
                @Nullable String obstacle = obstacle(changeset.id(), BareStatement.of(statement));
                if (obstacle != null) {
                    return obstacle;
                }
            }
        }
        return definitions && rows ? "it changes rows beside definitions" : null;
    }

    private @Nullable String obstacle(ChangesetId changeset, String statement) {
        if (SEVERAL.matcher(statement).matches()) {
            return changeset + " sends several statements as one";
        }
        if (CHANGES_ROWS.matcher(statement).matches()) {
            rows = true;
            return null;
        }
        definitions = true;
        return creates(statement) || alters(statement) ? null : changeset + " may keep others waiting until its end";
    }

    private boolean creates(String statement) {
        Matcher table = CREATE_TABLE.matcher(statement);
        if (table.matches()) {
            created.add(table.group(1));
            return refersToNewTables(statement);
        }
        Matcher index = CREATE_INDEX.matcher(statement);
        if (index.matches()) {
            return created.contains(index.group(2));
        }
        return CREATES_SOMETHING_ELSE.matcher(statement).matches();
    }

    private boolean alters(String statement) {
        Matcher table = ALTER_TABLE.matcher(statement);
        if (!table.matches()) {
            return false;
        }
        if (created.contains(table.group(1))) {
            return refersToNewTables(statement);
        }
        String action = table.group(2);
        return NULLABLE_COLUMN.matcher(action).matches()
                && !MORE_THAN_A_COLUMN.matcher(action).matches();
    }

    private boolean refersToNewTables(String statement) {
        Matcher references = REFERENCES.matcher(statement);
        while (references.find()) {
            if (!created.contains(references.group(1))) {
                return false;
            }
        }
        return true;
    }
}

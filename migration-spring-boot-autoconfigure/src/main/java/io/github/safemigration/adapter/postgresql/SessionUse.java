package io.github.safemigration.adapter.postgresql;

import io.github.safemigration.engine.changelog.PendingChangeset;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the statements of a changeset whose effect is to last as long as the session. */
final class SessionUse {

    private static final Pattern COMMENT = Pattern.compile("--[^\\n]*|/\\*.*?\\*/", Pattern.DOTALL);

    private static final Pattern SETTING = Pattern.compile(
            "(?:^|;)\\s*(?:set\\s+(?!local\\b|constraints\\b|transaction\\b)|reset\\s|discard\\s|prepare\\s|execute\\s"
                    + "|deallocate\\s|listen\\s|unlisten\\s|load\\s|create\\s+(?:local\\s+|global\\s+)?temp(?:orary)?\\s)"
                    + "|\\bset_config\\s*\\([^)]*,\\s*(?:false|'f')\\s*\\)"
                    + "|\\bpg_(?:try_)?advisory_(?:lock|unlock)\\w*\\s*\\(",
            Pattern.CASE_INSENSITIVE);

    private static final int SHOWN = 60;

    private SessionUse() {}

    /** {@return the first such statement, shortened} */
    static Optional<String> in(PendingChangeset changeset) {
        for (String statement : changeset.preview().statements()) {
            String bare = COMMENT.matcher(statement).replaceAll(" ");
            Matcher found = SETTING.matcher(bare);
            if (found.find()) {
                return Optional.of(shown(bare.substring(found.start())));
            }
        }
        return Optional.empty();
    }

    private static String shown(String text) {
        String statement = text.startsWith(";") ? text.substring(1) : text;
        String line = statement.strip().split(";", 2)[0].replaceAll("\\s+", " ");
        return line.length() <= SHOWN ? line : line.substring(0, SHOWN) + "…";
    }
}

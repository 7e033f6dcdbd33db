package io.github.safemigration.engine.plan;

import java.util.Locale;
import java.util.regex.Pattern;

/** A statement without the comments before it, in one line and lower case, for those that look how it begins. */
final class BareStatement {

    private static final Pattern LEADING =
            Pattern.compile("^(?:\\s++|--[^\\n]*+(?:\\n|$)|/\\*.*?\\*/)++", Pattern.DOTALL);

    private BareStatement() {}

    static String of(String statement) {
        return LEADING.matcher(statement)
                .replaceFirst("")
                .strip()
                .replaceAll("\\s+", " ")
                .toLowerCase(Locale.ROOT);
    }
}

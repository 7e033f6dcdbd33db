package io.github.safemigration.engine.model;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Takes secrets out of everything that is shown, logged or stored: the values it was told of, password literals in SQL
 * (CREATE ROLE, ALTER ROLE, CREATE USER MAPPING, IDENTIFIED BY), and credentials in JDBC URLs.
 */
public final class Redactor {

    /** What stands where a secret stood. */
    public static final String MASK = "******";

    private static final int FREE_STANDING = 4;

    private static final Pattern SECRET_NAME = Pattern.compile(
            "pass(word|wd|phrase)?|pwd|secret|token|credential|api[-_.]?key|private[-_.]?key|access[-_.]?key",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern SQL_LITERAL = Pattern.compile(
            "(\\b(?:password|identified\\s+by)\\b['\"]?\\s*(?:=|,|:|to)?\\s*)"
                    + "(?:[eE]?'(?:[^'\\\\]|''|\\\\.)*'|\\$([a-zA-Z_]*)\\$.*?\\$\\2\\$)",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private static final Pattern URL_PARAMETER = Pattern.compile(
            "(jdbc:[^\\s'\"<>]*?[?&;](?:password|sslpassword|pwd|token|secret)[^=&;]*=)[^&;\\s'\"<>]*",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern URL_LOGIN =
            Pattern.compile("(jdbc:[a-z0-9:]+//)[^/@\\s'\"]+@", Pattern.CASE_INSENSITIVE);

    private final List<String> secrets;

    /**
     * Creates a redactor.
     *
     * @param secrets the values that must not be shown; empty ones are ignored
     */
    public Redactor(Collection<String> secrets) {
        this.secrets = secrets.stream()
                .filter(secret -> !secret.isBlank())
                .flatMap(Redactor::spellings)
                .distinct()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
    }

    /** As it is, as it stands in an SQL literal, and as a database tells it that has read it from one. */
    private static Stream<String> spellings(String secret) {
        return Stream.of(secret, secret.replace("'", "''"), secret.replace("''", "'"));
    }

    /**
     * Tells whether a setting of that name holds a secret.
     *
     * @param name the name of a setting or parameter
     * @return whether its value must not be shown
     */
    public static boolean isSecretName(String name) {
        // A shell's working directory is none.
        return !name.equals("PWD")
                && !name.equals("OLDPWD")
                && SECRET_NAME.matcher(name).find();
    }

    /**
     * A redactor that knows more secrets.
     *
     * @param more further values that must not be shown
     * @return a redactor for these and those
     */
    public Redactor and(Collection<String> more) {
        List<String> all = new ArrayList<>(secrets);
        all.addAll(more);
        return new Redactor(all);
    }

    /**
     * Takes the secrets out of a text.
     *
     * @param text any text
     * @return the text with a mask in place of each secret
     */
    public String redact(String text) {
        String redacted = text;
        for (String secret : secrets) {
            redacted = secret.length() >= FREE_STANDING
                    ? redacted.replace(secret, MASK)
                    : redacted.replace("'" + secret + "'", "'" + MASK + "'");
        }
        redacted = SQL_LITERAL.matcher(redacted).replaceAll("$1'" + MASK + "'");
        redacted = URL_PARAMETER.matcher(redacted).replaceAll("$1" + MASK);
        return URL_LOGIN.matcher(redacted).replaceAll("$1" + Matcher.quoteReplacement(MASK) + "@");
    }

    /**
     * Takes the secrets out of a text that may be absent.
     *
     * @param text any text, or null
     * @return the text with a mask in place of each secret, or null
     */
    public @Nullable String redactNullable(@Nullable String text) {
        return text == null ? null : redact(text);
    }

    @Override
    public String toString() {
        return "Redactor(" + secrets.size() + " values)";
    }
}

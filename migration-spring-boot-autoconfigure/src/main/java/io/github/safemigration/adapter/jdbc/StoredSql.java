package io.github.safemigration.adapter.jdbc;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** SQL as it is stored: whole up to 64 KB of characters, beyond that its head, its length and the hash of the whole. */
public final class StoredSql {

    private static final int LIMIT = 64 * 1024;

    private static final int NOTE = 160;

    private static final String SEPARATOR = ";\n";

    private final int limit;
    private final List<String> kept = new ArrayList<>();
    private final MessageDigest digest = sha256();
    private long keptLength;
    private long length;

    /** Starts with no statement. */
    public StoredSql() {
        this(LIMIT);
    }

    private StoredSql(int limit) {
        this.limit = limit;
    }

    static @Nullable String of(List<String> statements, int columnLimit) {
        StoredSql sql = new StoredSql(Math.min(LIMIT, columnLimit));
        statements.forEach(sql::add);
        return statements.isEmpty() ? null : sql.text();
    }

    /**
     * Adds a statement.
     *
     * @param statement its text
     */
    public void add(String statement) {
        String text = length == 0 ? statement : SEPARATOR + statement;
        digest.update(text.getBytes(StandardCharsets.UTF_8));
        length += text.length();
        if (keptLength <= limit) {
            kept.add(statement);
            keptLength = length;
        }
    }

    /**
     * The statements.
     *
     * @return all of them in order; if they are too long one text instead, which says so
     */
    public List<String> statements() {
        return length <= limit ? List.copyOf(kept) : List.of(text());
    }

    private String text() {
        String text = String.join(SEPARATOR, kept);
        if (length <= limit) {
            return text;
        }
        try {
            MessageDigest whole = (MessageDigest) digest.clone();
            return text.substring(0, limit - NOTE) + "\n-- shortened: " + length + " characters, SHA-256 "
                    + HexFormat.of().formatHex(whole.digest());
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("The JDK's digests can be cloned", e);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java runtime has SHA-256", e);
        }
    }
}

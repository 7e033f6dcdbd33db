package io.github.safemigration.engine.recovery;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * A statement that is sent outside of a transaction.
 *
 * @param sql its text, free of secrets; the head of it if it is long
 * @param hash the hash of the whole text, to know it again
 * @param searchPath what names without a schema meant to its session, where the database has that
 * @param state what is known of it
 */
public record SentStatement(
        String sql, String hash, @Nullable String searchPath, StatementState state) {

    private static final int LIMIT = 64 * 1024;

    /**
     * A statement that is about to be sent.
     *
     * @param sql its whole text, free of secrets
     * @param searchPath what names without a schema mean to its session
     * @return the statement, of which nothing is known
     */
    public static SentStatement of(String sql, @Nullable String searchPath) {
        String head = sql.length() <= LIMIT ? sql : sql.substring(0, LIMIT);
        return new SentStatement(head, hash(sql), searchPath, StatementState.SENT);
    }

    /**
     * The same statement when more is known of it.
     *
     * @param known what is known
     * @return a copy
     */
    public SentStatement as(StatementState known) {
        return new SentStatement(sql, hash, searchPath, known);
    }

    /**
     * Tells whether all of its text is here.
     *
     * @return false if it was too long to be kept
     */
    public boolean isWhole() {
        return hash.equals(hash(sql));
    }

    static String hash(String sql) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(sql.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java runtime has SHA-256", e);
        }
    }
}

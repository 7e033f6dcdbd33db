package io.github.safemigration.adapter.jdbc;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** SQL as it is stored: whole up to a limit, beyond it its head and the hash of the whole. */
final class StoredSql {

    /** 64 KB of characters; a product whose column takes less stores less. */
    private static final int LIMIT = 64 * 1024;

    private static final int NOTE = 160;

    private StoredSql() {}

    static @Nullable String of(List<String> statements, int columnLimit) {
        if (statements.isEmpty()) {
            return null;
        }
        String whole = String.join(";\n", statements);
        int limit = Math.min(LIMIT, columnLimit);
        if (whole.length() <= limit) {
            return whole;
        }
        return whole.substring(0, limit - NOTE) + "\n-- shortened: " + whole.length() + " characters, SHA-256 "
                + sha256(whole);
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java runtime has SHA-256", e);
        }
    }
}

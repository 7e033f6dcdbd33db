package io.github.safemigration.engine.plan;

import io.github.safemigration.engine.changelog.PendingChangeset;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * The name of a plan: SHA-256 over the target and, per changeset in order, what it is (path, id, author, checksum), what
 * it sends, and how it runs. SQL that is rendered from the database is left out, since the checksum covers its source:
 * counts, sizes, time, host and version of the application must not change it.
 */
final class PlanFingerprint {

    private PlanFingerprint() {}

    static String of(String target, List<PendingChangeset> changesets) {
        MessageDigest digest = sha256();
        add(digest, target);
        for (PendingChangeset changeset : changesets) {
            add(digest, changeset.id().path());
            add(digest, changeset.id().id());
            add(digest, changeset.id().author());
            add(digest, changeset.checksum());
            if (!changeset.preview().rendered()) {
                changeset.preview().statements().forEach(statement -> add(digest, statement));
            }
            add(digest, changeset.traits().inTransaction() ? "transaction" : "no transaction");
            add(digest, changeset.traits().runAlways() ? "always" : "once");
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static void add(MessageDigest digest, String part) {
        byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
        digest.update(Integer.toString(bytes.length).getBytes(StandardCharsets.US_ASCII));
        digest.update((byte) ':');
        digest.update(bytes);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java runtime has SHA-256", e);
        }
    }
}

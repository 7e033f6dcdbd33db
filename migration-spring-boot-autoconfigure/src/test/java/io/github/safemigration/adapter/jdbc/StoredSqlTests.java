package io.github.safemigration.adapter.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class StoredSqlTests {

    private static final int LIMIT = 64 * 1024;

    @Test
    void sqlUpToTheLimitIsStoredWhole() {
        List<String> statements = List.of("a".repeat(LIMIT / 2), "b".repeat(LIMIT / 2 - 2));

        assertThat(StoredSql.of(statements, Integer.MAX_VALUE))
                .hasSize(LIMIT)
                .isEqualTo(String.join(";\n", statements));
    }

    @Test
    void longerSqlIsStoredAsItsHeadItsLengthAndTheHashOfTheWhole() throws NoSuchAlgorithmException {
        List<String> statements = Collections.nCopies(100_000, "insert into orders values ('ä')");
        String whole = String.join(";\n", statements);

        assertThat(StoredSql.of(statements, Integer.MAX_VALUE))
                .hasSizeLessThanOrEqualTo(LIMIT)
                .startsWith(whole.substring(0, LIMIT - 200))
                .endsWith("\n-- shortened: " + whole.length() + " characters, SHA-256 " + sha256(whole));
    }

    @Test
    void whatARunCollectsIsTheSameAsWhatIsStored() {
        StoredSql collected = new StoredSql();
        List<String> statements = Collections.nCopies(10_000, "insert into orders values (1)");
        statements.forEach(collected::add);

        assertThat(StoredSql.of(collected.statements(), Integer.MAX_VALUE))
                .isEqualTo(StoredSql.of(statements, Integer.MAX_VALUE));
    }

    @Test
    void aProductThatTakesLessStoresLess() {
        assertThat(StoredSql.of(List.of("a".repeat(5_000)), 4_000)).hasSizeLessThanOrEqualTo(4_000);
    }

    @Test
    void noStatementIsNoText() {
        assertThat(StoredSql.of(List.of(), 4_000)).isNull();
        assertThat(new StoredSql().statements()).isEmpty();
    }

    private static String sha256(String text) throws NoSuchAlgorithmException {
        return HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    }
}

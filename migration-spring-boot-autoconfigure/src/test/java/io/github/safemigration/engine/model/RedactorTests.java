package io.github.safemigration.engine.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RedactorTests {

    /** A changelog parameter is written as SQL wants it, and told by the database as it was read. */
    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', delimiter = '|', textBlock = """
            can''ary | insert into t values ('xcan''ary')
            can''ary | invalid input syntax for type integer: "xcan'ary"
            can'ary  | insert into t values ('xcan''ary')
            can'ary  | the password is can'ary
            """)
    void aSecretIsMaskedHoweverItsApostropheIsWritten(String secret, String text) {
        assertThat(new Redactor(List.of(secret)).redact(text))
                .doesNotContain("ary")
                .contains(Redactor.MASK);
    }

    @Test
    void aWorkingDirectoryIsNoSecret() {
        assertThat(List.of("PWD", "OLDPWD")).noneMatch(Redactor::isSecretName);
        assertThat(List.of("pwd", "DB_PWD", "spring.datasource.password", "API_TOKEN"))
                .allMatch(Redactor::isSecretName);
    }
}

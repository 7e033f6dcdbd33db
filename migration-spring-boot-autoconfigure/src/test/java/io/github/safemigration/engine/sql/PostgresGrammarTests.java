package io.github.safemigration.engine.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.github.safemigration.testsupport.DatabaseTest;
import io.github.safemigration.testsupport.FreshDatabase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Statements are understood to their end, or not at all. */
@DatabaseTest
class PostgresGrammarTests {

    static Stream<String> statements() throws IOException {
        try (var file = Objects.requireNonNull(PostgresGrammarTests.class.getResourceAsStream("/sql/statements.txt"))) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"));
        }
    }

    @ParameterizedTest
    @MethodSource("statements")
    void isUnderstood(String line) {
        String[] parts = line.split(" \\| ", 2);

        List<SqlStatement> statements = SqlScript.statements(parts[1]);

        assertThat(statements).singleElement().satisfies(statement -> assertThat(statement.is(parts[0]))
                .as("%s", statement.tree())
                .isTrue());
    }

    /** PL/pgSQL has the server parse each statement of a block before it runs the first, which returns. */
    @Test
    void theServerTakesThemToo(FreshDatabase database) throws IOException {
        assumeThat(Integer.parseInt(database.value("show server_version_num")))
                .as("some statements are of PostgreSQL 18")
                .isGreaterThanOrEqualTo(180_000);

        statements()
                .filter(line -> !line.startsWith("transaction") && !line.contains("| (") && !line.contains("$$"))
                .map(line -> line.split(" \\| ", 2)[1])
                .forEach(sql -> database.execute("do $check$ begin return; " + sql + "; end $check$"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "alter table book add column a int, algorithm = copy",
                "alter table book add constraint c unique (a) using index shop.ix",
                "alter table book add column a int after b",
                "create index ix on book (a) lock = none",
                "create table book (id int",
                "create table book (id int))",
                "create table book (id int,)",
                "create index on on book (a)",
                "drop table",
                "drop table a b",
                "truncate",
                "update book where a = 1",
                "alter table book set not null a",
                "rename table a to b",
                "select 'open",
                "exec sp_rename 'a', 'b'"
            })
    void isNotUnderstood(String sql) {
        assertThat(SqlScript.statements(sql)).singleElement().satisfies(statement -> assertThat(statement.tree())
                .isNull());
    }
}

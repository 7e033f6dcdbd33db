package io.github.safemigration.adapter.postgresql;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.safemigration.adapter.postgresql.RecognisedStatement.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecognisedStatementTests {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            create index concurrently i on t (a, lower(b)) where c > 0 | BUILD_INDEX | i | t
            CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS "My ix" ON ONLY app."T 1" USING btree (a) | BUILD_INDEX | "My ix" | app."T 1"
            /* why /* nested */ */ drop index concurrently if exists app.i cascade; | DROP_INDEX | app.i |
            reindex (verbose) index concurrently i | REINDEX_INDEX | i |
            REINDEX TABLE CONCURRENTLY app.t | REINDEX_TABLE | app.t |
            alter table only t add constraint c check (a > 0) not valid | ADD_CONSTRAINT | c | t
            alter table t add constraint c unique using index i | ADD_CONSTRAINT | c | t
            alter table app.t validate constraint c | VALIDATE_CONSTRAINT | c | app.t
            alter type mood add value if not exists 'it''s' before 'good' | ADD_VALUE | it''s | mood
            alter table p attach partition c for values from (1) to (2) | ATTACH | c | p
            alter table p detach partition c concurrently | DETACH | c | p
            vacuum (analyze) t | REPEATABLE | vacuum |
            refresh materialized view concurrently v | REPEATABLE | refresh materialized view |
            set statement_timeout = 0 | REPEATABLE | set |
            """)
    void whatCanBeLookedUp(String sql, Kind kind, String name, String owner) {
        assertThat(RecognisedStatement.of(sql)).contains(new RecognisedStatement(kind, name, owner));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update t set a = 1",
                "insert into t values (1)",
                "do $$ begin create index i on t (a); end $$",
                "call p()",
                "select f()",
                "create index concurrently on t (a)",
                "create index i on t (a); update t set a = 1",
                "drop index concurrently a, b",
                "drop index i",
                "vacuum t; update t set a = 1",
                "set transaction read only",
                "alter type mood add value E'\\n'",
                "alter type mood rename value 'a' to 'b'",
                "reindex database concurrently d",
                "analyzed"
            })
    void whatCannot(String sql) {
        assertThat(RecognisedStatement.of(sql)).isEmpty();
    }

    @Test
    void aLongOneIsNoTrouble() {
        String sql = "/*" + " why".repeat(16_000) + "*/\n" + "-- why\n".repeat(8_000) + "create index i on t (a"
                + ", a".repeat(8_000) + ")";
        assertThat(RecognisedStatement.of(sql)).contains(new RecognisedStatement(Kind.BUILD_INDEX, "i", "t"));
    }
}

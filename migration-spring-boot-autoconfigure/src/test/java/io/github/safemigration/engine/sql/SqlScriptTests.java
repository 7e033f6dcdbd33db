package io.github.safemigration.engine.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The statements of a text are told apart as the server tells them apart. */
class SqlScriptTests {

    @Test
    void semicolonsEndStatementsAndEmptyOnesAreNone() {
        assertThat(SqlScript.statements(";; select 1; -- a; b\n; select ';' /* ; */"))
                .hasSize(2);
    }

    @Test
    void semicolonsOfARuleDoNotEndIt() {
        assertThat(SqlScript.statements(
                        "create rule r as on delete to a do also (delete from b; delete from c); select 1"))
                .hasSize(2);
    }

    @Test
    void theBodyOfARoutineIsPartOfIt() {
        String routine = """
                create or replace function f(a int) returns int language sql
                begin atomic
                  select case when a > 0 then 1 else 2 end;
                  select 2;
                end""";

        assertThat(SqlScript.statements(routine + "; select 1"))
                .hasSize(2)
                .first()
                .satisfies(
                        statement -> assertThat(statement.is("create_routine")).isTrue());
    }

    @Test
    void aBodyMayBeNestedAsDeepAsItLikes() {
        String body = "case when true then ".repeat(100_000) + "1 " + "end ".repeat(100_000);

        assertThat(SqlScript.statements("create function f() returns int begin atomic select " + body + "; end"))
                .singleElement()
                .satisfies(
                        statement -> assertThat(statement.is("create_routine")).isTrue());
    }

    /** Outside of a routine these are a transaction and a column's name. */
    @Test
    void beginAndAtomicByThemselvesAreNoBody() {
        assertThat(SqlScript.statements("begin; alter table a add column atomic int; end"))
                .hasSize(3);
    }

    @Test
    void partsHaveNames() {
        Node tree = Objects.requireNonNull(SqlScript.statements(
                        "alter table only Shop.\"Book\" add column isbn varchar(13), drop column if exists old cascade")
                .get(0)
                .tree());

        assertThat(tree.name()).isEqualTo("alter_table");
        assertThat(tree.part("table").map(Node::value)).contains("shop.Book");
        assertThat(tree.all("change").map(change -> change.children().get(0).name()))
                .containsExactly("add_column", "drop_column");
        assertThat(tree.all("column").map(Node::value)).containsExactly("isbn", "old");
        assertThat(tree.all("type").map(Node::value).collect(Collectors.joining()))
                .isEqualTo("varchar(13)");
        assertThat(tree.all("cascade")).hasSize(1);
    }
}

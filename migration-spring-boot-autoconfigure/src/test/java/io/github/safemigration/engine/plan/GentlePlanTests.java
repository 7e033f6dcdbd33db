package io.github.safemigration.engine.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.safemigration.engine.changelog.PendingChangeset;
import io.github.safemigration.engine.changelog.Rollback;
import io.github.safemigration.engine.changelog.SqlPreview;
import io.github.safemigration.engine.model.ChangesetId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One transaction keeps its locks to its end: only what keeps nobody waiting may be one unasked. */
class GentlePlanTests {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "create table book (id int); create unique index ix on book (id); alter table book drop column id",
                "create table shelf (id int primary key); create table book (s int references shelf)",
                "alter table book add column isbn varchar(13), add column price numeric(10, 2)",
                "create sequence s; comment on table book is 'x'; create or replace view v as select 1",
                "/* a */ insert into book values (1); -- b\nupdate book set a = 1; delete from book"
            })
    void isGentle(String statements) {
        assertThat(obstacle(statements.split("; "))).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "create index ix on book (id)",
                "create table book (s int references shelf)",
                "create table book_1 partition of book default",
                "create table novel () inherits (book)",
                "alter table book add column id bigserial",
                "alter table book add column a int default 1",
                "alter table book add column a int, drop column b",
                "alter table book attach partition book_1 default",
                "drop table book",
                "truncate book",
                "with gone as (delete from book returning *) select * from gone",
                "rename what is not understood"
            })
    void mayKeepOthersWaiting(String statement) {
        assertThat(obstacle(statement)).endsWith("may keep others waiting until its end");
    }

    @Test
    void severalStatementsAsOneAreNot() {
        assertThat(obstacle("create table a (id int); create table b (id int)"))
                .endsWith("sends several statements as one");
    }

    @Test
    void rowsBesideDefinitionsAreNot() {
        assertThat(obstacle("create table a (id int)", "insert into a values (1)"))
                .isEqualTo("it changes rows beside definitions");
    }

    private static @Nullable String obstacle(String... statements) {
        return new GentlePlan()
                .obstacle(List.of(new PendingChangeset(
                        new ChangesetId("changelog.sql", "1", "ann"),
                        "9:abc",
                        "sql",
                        null,
                        new SqlPreview(List.of(statements), List.of(), false),
                        "",
                        List.of(),
                        new PendingChangeset.Traits(true, false, false, true),
                        Rollback.none())));
    }
}

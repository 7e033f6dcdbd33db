package io.github.safemigration.boot.actuate;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.safemigration.testsupport.DatabaseTest;
import io.github.safemigration.testsupport.DocumentedFields;
import io.github.safemigration.testsupport.FreshDatabase;
import io.github.safemigration.testsupport.HttpAnswer;
import io.github.safemigration.testsupport.Interrupted;
import io.github.safemigration.testsupport.RunningApplication;
import java.io.IOException;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;

/** What the endpoint does on request, once that is permitted. */
@DatabaseTest(perMethod = true)
class EndpointActionTests {

    private static final String RELEASE = "/actuator/migrations/release-lock";
    private static final String SMALL = "changelogs/small.sql";
    private static final String RESOLVE = "/actuator/migrations/resolve";
    private static final String ANSWER =
            "{\"changeset\":\"changelogs/small.sql::1-create-item::ada\",\"as\":\"not-applied\",\"reason\":\"looked\"}";
    private static final String REASON = "{\"reason\":\"the node is gone\",\"actor\":\"ann\"}";

    @Test
    void aLockThatWasLeftBehindIsFreed(FreshDatabase database) throws IOException {
        try (RunningApplication shop = start(database, "management.endpoint.migrations.access=unrestricted")) {
            lock(database);

            HttpAnswer answer = shop.post(RELEASE, REASON);

            assertThat(answer.status()).as(answer.body()).isEqualTo(200);
            assertThat(answer.at("/released").asBoolean()).isTrue();
            assertThat(answer.at("/lock/owner").asString()).isEqualTo("old-pod (10.0.0.1)");
            assertThat(answer.at("/lock/foreign").asBoolean()).isTrue();
            String run = "/actuator/migrations/history/" + answer.at("/run").asString();
            assertThat(shop.get(run).at("/actor").asString()).isEqualTo("ann");
            assertThat(DocumentedFields.fieldsOf(answer.json(), Set.of("lock")))
                    .isEqualTo(DocumentedFields.of("docs/endpoints.md").fields("Release a lock"));
        }
        assertThat(database.value("select locked::text from databasechangeloglock"))
                .isEqualTo("false");
    }

    @Test
    void aChecksumIsStoredAnew(FreshDatabase database) throws IOException {
        try (RunningApplication shop = start(database, "management.endpoint.migrations.access=unrestricted")) {
            String changeset =
                    database.value("update databasechangelog set md5sum = '9:0123456789abcdef0123456789abcdef'"
                            + " where orderexecuted = 1 returning filename || '::' || id || '::' || author");

            HttpAnswer answer = shop.post(
                    "/actuator/migrations/rebaseline", "{\"changeset\":\"" + changeset + "\",\"reason\":\"a typo\"}");
            HttpAnswer unknown =
                    shop.post("/actuator/migrations/rebaseline", "{\"changeset\":\"a::b::c\",\"reason\":\"a typo\"}");

            assertThat(answer.status()).as(answer.body()).isEqualTo(200);
            assertThat(answer.at("/before").asString()).isEqualTo("9:0123456789abcdef0123456789abcdef");
            assertThat(DocumentedFields.fieldsOf(answer.json(), Set.of()))
                    .isEqualTo(DocumentedFields.of("docs/endpoints.md").fields("Rebaseline"));
            assertThat(unknown.status()).isEqualTo(404);
        }
    }

    @Test
    void aRequestThatLacksSomethingIsAProblem(FreshDatabase database) {
        try (RunningApplication shop = start(database, "management.endpoint.migrations.access=unrestricted")) {
            lock(database);

            HttpAnswer withoutReason = shop.post(RELEASE, "{}");
            HttpAnswer unknownTarget = shop.post(RELEASE, "{\"target\":\"nobody\",\"reason\":\"why\"}");
            HttpAnswer unknownAction = shop.post("/actuator/migrations/frobnicate", "{}");

            assertThat(withoutReason.status()).isEqualTo(400);
            assertThat(withoutReason.contentType()).isEqualTo("application/problem+json");
            assertThat(withoutReason.at("/detail").asString()).contains("reason");
            assertThat(unknownTarget.status()).isEqualTo(404);
            assertThat(unknownAction.status()).isEqualTo(404);
        }
        assertThat(database.value("select locked::text from databasechangeloglock"))
                .isEqualTo("true");
    }

    @Test
    void theLockOfOneThatLivesIsAConflict(FreshDatabase database) throws Exception {
        try (RunningApplication shop = start(database, "management.endpoint.migrations.access=unrestricted");
                var living = database.dataSource().getConnection();
                var statement = living.createStatement()) {
            statement.execute("update databasechangeloglock set locked = true, lockgranted = now(), lockedby ="
                    + " (select 'pod-8 (shop 2) [safemigration ' || pid || '@'"
                    + " || (extract(epoch from backend_start) * 1000000)::bigint || ']'"
                    + " from pg_stat_activity where pid = pg_backend_pid())");

            HttpAnswer answer = shop.post(RELEASE, REASON);

            assertThat(answer.status()).isEqualTo(409);
            assertThat(answer.at("/failure/kind").asString()).isEqualTo("LOCK_HELD");
            assertThat(answer.at("/detail").asString()).contains("pod-8 (shop 2)", "Nothing was freed");
        }
        assertThat(database.value("select locked::text from databasechangeloglock"))
                .isEqualTo("true");
    }

    @Test
    void nothingIsDoneUnlessThatIsPermitted(FreshDatabase database) {
        try (RunningApplication shop = start(database, "spring.application.name=shop")) {
            lock(database);

            assertThat(shop.post(RELEASE, REASON).status()).isEqualTo(405);
        }
        assertThat(database.value("select locked::text from databasechangeloglock"))
                .isEqualTo("true");
    }

    @Test
    void whatIsUnclearIsResolvedOnce(FreshDatabase database) throws IOException {
        try (RunningApplication shop = start(database, "management.endpoint.migrations.access=unrestricted")) {
            database.execute("update databasechangelog set author = 'ann', id = '3' where id = '1-create-item'");
            Interrupted.at(database, SMALL, "1-create-item", "CREATE SCHEMA item");
            database.execute("update migration_history set author = 'ada' where run_id = 'dead'");

            HttpAnswer answer = shop.post(RESOLVE, ANSWER);
            HttpAnswer again = shop.post(RESOLVE, ANSWER);

            assertThat(answer.status()).as(answer.body()).isEqualTo(200);
            assertThat(answer.at("/as").asString()).isEqualTo("not-applied");
            assertThat(DocumentedFields.fieldsOf(answer.json(), Set.of()))
                    .isEqualTo(DocumentedFields.of("docs/endpoints.md").fields("Resolve"));
            String run = "/actuator/migrations/history/" + answer.at("/run").asString();
            assertThat(shop.get(run).at("/kind").asString()).isEqualTo("RESOLUTION");
            assertThat(shop.get(run).at("/changesets/0/outcome").asString()).isEqualTo("RESOLVED_NOT_APPLIED");
            assertThat(again.status()).as(again.body()).isEqualTo(409);
            assertThat(again.at("/detail").asString()).contains("Nothing is unclear");
            assertThat(shop.post(RESOLVE, ANSWER.replace("not-applied", "maybe"))
                            .status())
                    .isEqualTo(400);
            assertThat(shop.post(RESOLVE, "{\"as\":\"applied\"}").status()).isEqualTo(400);
        }
    }

    private static void lock(FreshDatabase database) {
        database.execute("update databasechangeloglock set locked = true, lockgranted = now(),"
                + " lockedby = 'old-pod (10.0.0.1)'");
    }

    private static RunningApplication start(FreshDatabase database, String property) {
        return RunningApplication.servlet(
                Shop.class, database, "spring.liquibase.change-log=classpath:changelogs/small.sql", property);
    }

    @EnableAutoConfiguration
    static class Shop {}
}

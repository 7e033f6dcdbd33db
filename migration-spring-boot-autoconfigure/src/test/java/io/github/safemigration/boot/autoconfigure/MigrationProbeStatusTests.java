package io.github.safemigration.boot.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.safemigration.engine.model.ChangesetId;
import io.github.safemigration.engine.model.Failure;
import io.github.safemigration.engine.model.FailureKind;
import io.github.safemigration.engine.model.LockHolder;
import io.github.safemigration.engine.model.SchemaVersion;
import io.github.safemigration.engine.model.TargetState;
import io.github.safemigration.engine.workflow.MigrationService;
import io.github.safemigration.engine.workflow.RunProgress;
import io.github.safemigration.engine.workflow.TargetStatus;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class MigrationProbeStatusTests {

    private static final Instant STARTED = Instant.parse("2026-01-02T03:04:05Z");

    private static final SchemaVersion VERSION = new SchemaVersion("secret_tag", "secret_changeset", 3, null);

    private static final ChangesetId CHANGESET = new ChangesetId("db/orders.sql", "7-\"quoted\"", "ann");

    @Test
    void aRunningChangesetIsToldInTheWordsOfTheEndpoint() {
        JsonNode json = json(status(TargetState.RUNNING, running(CHANGESET), null));

        assertThat(json).isEqualTo(new JsonMapper().readTree("""
                {"targets": [{"name": "orders", "state": "RUNNING", "applied": 3, "pending": 4, "currentRun": {
                  "id": "run-1", "startedAt": "2026-01-02T03:04:05Z", "position": 2, "total": 5,
                  "changeset": {"id": "7-\\"quoted\\"", "author": "ann", "path": "db/orders.sql"}}}]}
                """));
    }

    @Test
    void aRunBeforeItsFirstChangesetHasNone() {
        JsonNode json = json(status(TargetState.RUNNING, running(null), null));

        assertThat(json.at("/targets/0/currentRun/total").asInt()).isEqualTo(5);
        assertThat(json.at("/targets/0/currentRun").has("changeset")).isFalse();
    }

    @Test
    void neitherSqlNorObjectsNorErrorsNorHostsAreTold() {
        Failure failure = new Failure(
                FailureKind.BAD_SQL,
                "relation secret_table does not exist",
                CHANGESET,
                "secret_file.sql:3",
                "SELECT * FROM secret_table",
                "42P01",
                "secret_hint");

        assertThat(text(status(TargetState.FAILED, null, failure)))
                .isEqualTo("{\"targets\":[{\"name\":\"orders\",\"state\":\"FAILED\",\"applied\":3,\"pending\":4}]}");
        assertThat(text(status(TargetState.RUNNING, running(CHANGESET), failure)))
                .doesNotContain("secret", "42P01", "SELECT");
    }

    @Test
    void countsThatNobodyKnowsAreNotZero() {
        TargetStatus unknown =
                new TargetStatus("orders", TargetState.UNREACHABLE, 0, null, null, null, null, null, null);

        assertThat(text(unknown)).isEqualTo("{\"targets\":[{\"name\":\"orders\",\"state\":\"UNREACHABLE\"}]}");
    }

    @Test
    void eachTargetIsTold() {
        TargetStatus first = status(TargetState.RUNNING, running(CHANGESET), null);
        TargetStatus second = status(TargetState.WAITING_FOR_LOCK, null, null);

        assertThat(probe(first, second).isHalted()).isFalse();
        assertThat(probe(first, status(TargetState.FAILED, null, null)).isHalted())
                .isTrue();
        assertThat(json(first, second).at("/targets").findValuesAsString("state"))
                .containsExactly("RUNNING", "WAITING_FOR_LOCK");
    }

    private static RunProgress running(@Nullable ChangesetId changeset) {
        return new RunProgress("run-1", STARTED, 2, 5, changeset, STARTED, "ALTER TABLE secret_table ADD x int");
    }

    private static TargetStatus status(TargetState state, @Nullable RunProgress progress, @Nullable Failure failure) {
        LockHolder holder = new LockHolder("secret_host", STARTED);
        return new TargetStatus("orders", state, 4, null, VERSION, progress, holder, failure, STARTED);
    }

    private static JsonNode json(TargetStatus... statuses) {
        return new JsonMapper().readTree(text(statuses));
    }

    private static String text(TargetStatus... statuses) {
        return probe(statuses).json();
    }

    /** Over a service that knows nothing but this, and would fail if it was asked for anything else. */
    private static MigrationProbeStatus probe(TargetStatus... statuses) {
        Object service = Proxy.newProxyInstance(
                MigrationService.class.getClassLoader(),
                new Class<?>[] {MigrationService.class},
                (self, method, args) -> {
                    assertThat(method.getName()).isEqualTo("status");
                    return List.of(statuses);
                });
        return new MigrationProbeStatus((MigrationService) service);
    }
}

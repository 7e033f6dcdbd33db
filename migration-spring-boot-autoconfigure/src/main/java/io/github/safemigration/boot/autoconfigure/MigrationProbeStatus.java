package io.github.safemigration.boot.autoconfigure;

import io.github.safemigration.boot.probe.ProbeStatus;
import io.github.safemigration.engine.model.ChangesetId;
import io.github.safemigration.engine.workflow.MigrationService;
import io.github.safemigration.engine.workflow.RunProgress;
import io.github.safemigration.engine.workflow.TargetStatus;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.boot.json.JsonWriter;

/**
 * What can be told of a start from outside, in the words of the endpoint: which changeset of how many, but neither SQL
 * nor errors.
 */
final class MigrationProbeStatus implements ProbeStatus {

    private static final JsonWriter<Map<String, Object>> WRITER = JsonWriter.standard();

    private final MigrationService service;

    MigrationProbeStatus(MigrationService service) {
        this.service = service;
    }

    @Override
    public String json() {
        return WRITER.writeToString(Map.of(
                "targets",
                service.status().stream().map(MigrationProbeStatus::describe).toList()));
    }

    @Override
    public boolean isHalted() {
        return service.status().stream().anyMatch(status -> status.state().isHalted());
    }

    private static Map<String, Object> describe(TargetStatus status) {
        Map<String, Object> described = new LinkedHashMap<>();
        described.put("name", status.target());
        described.put("state", status.state().name());
        if (status.isKnown()) {
            described.put("applied", status.applied());
            described.put("pending", status.pending());
        }
        RunProgress progress = status.progress();
        if (progress != null) {
            described.put("currentRun", describe(progress));
        }
        return described;
    }

    private static Map<String, Object> describe(RunProgress progress) {
        Map<String, Object> described = new LinkedHashMap<>();
        described.put("id", progress.runId());
        described.put("startedAt", progress.started().toString());
        described.put("position", progress.position());
        described.put("total", progress.total());
        if (progress.changeset() != null) {
            described.put("changeset", describe(progress.changeset()));
        }
        return described;
    }

    private static Map<String, Object> describe(ChangesetId changeset) {
        Map<String, Object> described = new LinkedHashMap<>();
        described.put("id", changeset.id());
        described.put("author", changeset.author());
        described.put("path", changeset.path());
        return described;
    }
}

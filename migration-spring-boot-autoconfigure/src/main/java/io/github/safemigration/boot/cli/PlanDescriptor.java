package io.github.safemigration.boot.cli;

import io.github.safemigration.engine.plan.MigrationPlan;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Description of what a run would do. */
record PlanDescriptor(
        String name,
        String planFingerprint,
        @Nullable DatabaseDescriptor database,
        @Nullable SchemaVersionDescriptor current,
        @Nullable SchemaVersionDescriptor resulting,
        List<PendingChangesetDescriptor> changesets) {

    PlanDescriptor {
        changesets = List.copyOf(changesets);
    }

    static PlanDescriptor of(MigrationPlan plan) {
        return new PlanDescriptor(
                plan.target(),
                plan.planFingerprint(),
                DatabaseDescriptor.of(plan.database()),
                SchemaVersionDescriptor.of(plan.current()),
                SchemaVersionDescriptor.of(plan.resulting()),
                plan.changesets().stream().map(PendingChangesetDescriptor::of).toList());
    }

    String text() {
        Text text = new Text().line(name + ": " + changesets.size() + " changesets would run");
        text.entry("database", database == null ? null : database.text());
        text.entry("now", current == null ? null : current.text());
        text.entry("then", resulting == null ? null : resulting.text());
        text.entry("plan", planFingerprint);
        for (int i = 0; i < changesets.size(); i++) {
            changesets.get(i).write(text, i + 1);
        }
        return text.toString();
    }
}

package io.github.safemigration.boot.cli;

import io.github.safemigration.boot.descriptor.PendingChangesetDescriptor;
import io.github.safemigration.boot.descriptor.PlanDescriptor;
import io.github.safemigration.engine.model.Counted;
import java.util.List;

/** A plan, for people. */
final class PlanText {

    private PlanText() {}

    static String of(PlanDescriptor plan) {
        List<PendingChangesetDescriptor> changesets = plan.changesets();
        Text text = new Text()
                .line(plan.name() + ": " + Counted.of(changesets.size(), "changeset") + " would run")
                .entry("database", StatusText.database(plan.database()))
                .entry("now", StatusText.schema(plan.current()))
                .entry("then", StatusText.schema(plan.resulting()))
                .entry("plan", plan.planFingerprint());
        if (plan.atomic()) {
            text.entry("transaction", "one for all");
        } else if (plan.notAtomic() != null) {
            text.entry("transaction", "one for each changeset: " + plan.notAtomic());
        }
        for (int i = 0; i < changesets.size(); i++) {
            write(text, changesets.get(i), i + 1);
        }
        return text.toString();
    }

    private static void write(Text text, PendingChangesetDescriptor changeset, int position) {
        text.line("");
        text.line("  " + position + ". " + changeset.path() + "::" + changeset.id() + "::" + changeset.author()
                + (changeset.inTransaction() ? "" : ", not in a transaction")
                + (changeset.runAlways() ? ", at every start" : "")
                + ", rollback " + Text.words(changeset.rollback().kind()));
        changeset.opaque().forEach(reason -> text.indented("-- " + reason));
        changeset.sql().forEach(statement -> text.indented(statement + (statement.endsWith(";") ? "" : ";")));
    }
}

package io.github.safemigration.adapter.liquibase;

import liquibase.Liquibase;
import liquibase.changelog.visitor.ChangeExecListener;
import liquibase.changelog.visitor.DefaultChangeExecListener;
import liquibase.database.Database;
import liquibase.resource.ResourceAccessor;
import org.jspecify.annotations.Nullable;

/** Liquibase with two listeners: ours, and the one that a user's customizer may have set. */
final class ListeningLiquibase extends Liquibase {

    private @Nullable ChangeExecListener users;

    ListeningLiquibase(String changeLog, ResourceAccessor resources, Database database) {
        super(changeLog, resources, database);
    }

    @Override
    public void setChangeExecListener(ChangeExecListener listener) {
        users = listener;
        super.setChangeExecListener(listener);
    }

    /** Liquibase's summary counts wrongly unless the listener is wrapped in its default one. */
    void listen(ChangeExecListener ours) {
        super.setChangeExecListener(new DefaultChangeExecListener(ours, users));
    }
}

package io.github.safemigration.architecture.bad.liquibasestaysinitsrooms.adapter.liquibase;

import liquibase.changelog.ChangeSet;

/** Is where Liquibase is known. */
public class GoodAdapter {

    final ChangeSet changeSet;

    GoodAdapter(ChangeSet changeSet) {
        this.changeSet = changeSet;
    }
}

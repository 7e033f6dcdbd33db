package io.github.safemigration.architecture.bad.liquibasestaysinitsrooms.adapter.jdbc;

import liquibase.changelog.ChangeSet;

/** Knows Liquibase from the wrong adapter. */
public class BadReader {

    final ChangeSet changeSet;

    BadReader(ChangeSet changeSet) {
        this.changeSet = changeSet;
    }
}

package io.github.safemigration.architecture.bad.liquibasestaysinitsrooms.boot.startup;

import liquibase.changelog.ChangeSet;

/** Knows more of Liquibase than its Spring bean. */
public class BadRunner {

    final ChangeSet changeSet;

    BadRunner(ChangeSet changeSet) {
        this.changeSet = changeSet;
    }
}

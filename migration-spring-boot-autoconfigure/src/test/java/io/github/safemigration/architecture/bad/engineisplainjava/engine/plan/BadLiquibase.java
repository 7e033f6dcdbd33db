package io.github.safemigration.architecture.bad.engineisplainjava.engine.plan;

import liquibase.changelog.ChangeSet;

/** An engine that knows Liquibase. */
public class BadLiquibase {

    final ChangeSet changeSet;

    BadLiquibase(ChangeSet changeSet) {
        this.changeSet = changeSet;
    }
}

package io.github.safemigration.architecture.bad.liquibasestaysinitsrooms.boot.diagnostics;

import liquibase.integration.spring.SpringLiquibase;

/** Explains what it should not know. */
public class BadAnalyzer {

    final SpringLiquibase springLiquibase;

    BadAnalyzer(SpringLiquibase springLiquibase) {
        this.springLiquibase = springLiquibase;
    }
}

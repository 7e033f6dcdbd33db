package io.github.safemigration.architecture.bad.liquibasestaysinitsrooms.boot.startup;

import liquibase.integration.spring.SpringLiquibase;

/** Knows the bean that Boot waits for. */
public class GoodRunner {

    final SpringLiquibase springLiquibase;

    GoodRunner(SpringLiquibase springLiquibase) {
        this.springLiquibase = springLiquibase;
    }
}

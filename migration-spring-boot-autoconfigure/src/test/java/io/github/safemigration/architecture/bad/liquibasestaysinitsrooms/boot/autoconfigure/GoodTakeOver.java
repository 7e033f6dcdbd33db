package io.github.safemigration.architecture.bad.liquibasestaysinitsrooms.boot.autoconfigure;

import liquibase.integration.spring.SpringLiquibase;

/** Knows the bean that Boot waits for. */
public class GoodTakeOver {

    final SpringLiquibase springLiquibase;

    GoodTakeOver(SpringLiquibase springLiquibase) {
        this.springLiquibase = springLiquibase;
    }
}

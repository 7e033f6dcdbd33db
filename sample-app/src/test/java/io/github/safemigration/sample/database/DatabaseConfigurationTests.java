package io.github.safemigration.sample.database;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class DatabaseConfigurationTests {

    // Nothing here asks for the bean, so no server starts.
    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withUserConfiguration(DatabaseConfiguration.class)
            .withPropertyValues("sample.database.version=18.6.0")
            .withInitializer(
                    context -> context.addBeanFactoryPostProcessor(new LazyInitializationBeanFactoryPostProcessor()));

    @Test
    void startsAServerWhereNoDatabaseIsNamed() {
        runner.run(context -> assertThat(context).hasBean("embeddedDatabase"));
        runner.withPropertyValues("spring.datasource.url=")
                .run(context -> assertThat(context).hasBean("embeddedDatabase"));
    }

    @Test
    void leavesTheDatabaseToWhoeverNamesOne() {
        runner.withPropertyValues("spring.datasource.url=jdbc:postgresql://db.example.org/orders")
                .run(context -> assertThat(context).doesNotHaveBean("embeddedDatabase"));
        runner.withPropertyValues("sample.database.embedded=false")
                .run(context -> assertThat(context).doesNotHaveBean("embeddedDatabase"));
    }
}

package io.github.safemigration.sample.database;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@Conditional(OnNoOtherDatabase.class)
@EnableConfigurationProperties(DatabaseProperties.class)
class DatabaseConfiguration {

    // Closed after the pool, which depends on it.
    @Bean(destroyMethod = "close")
    EmbeddedDatabase embeddedDatabase(DatabaseProperties properties) {
        return EmbeddedDatabase.open(properties);
    }
}

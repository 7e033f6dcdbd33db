package io.github.safemigration.sample.database;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the PostgreSQL server that the sample starts by itself.
 *
 * @param embedded whether to start it when no spring.datasource.url is set
 * @param directory folder that keeps the data
 * @param version version of the bundled PostgreSQL
 * @param binaries folder to unpack PostgreSQL into, the data folder by default
 */
@ConfigurationProperties("sample.database")
record DatabaseProperties(
        @DefaultValue("true") boolean embedded,
        @DefaultValue("data") Path directory,
        String version,
        @Nullable Path binaries) {}

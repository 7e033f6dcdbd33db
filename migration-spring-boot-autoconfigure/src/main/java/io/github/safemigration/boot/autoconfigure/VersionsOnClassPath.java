package io.github.safemigration.boot.autoconfigure;

import io.github.safemigration.boot.descriptor.MigrationVersions;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.support.PropertiesLoaderUtils;

/** Looks up the versions of what is on the class path. */
final class VersionsOnClassPath {

    private static final String UNKNOWN = "unknown";

    private VersionsOnClassPath() {}

    static MigrationVersions read() {
        @Nullable String starter = VersionsOnClassPath.class.getPackage().getImplementationVersion();
        return new MigrationVersions(starter == null ? UNKNOWN : starter, liquibase());
    }

    private static String liquibase() {
        try {
            return PropertiesLoaderUtils.loadProperties(new ClassPathResource("liquibase.build.properties"))
                    .getProperty("build.version", UNKNOWN);
        } catch (IOException e) {
            return UNKNOWN;
        }
    }
}

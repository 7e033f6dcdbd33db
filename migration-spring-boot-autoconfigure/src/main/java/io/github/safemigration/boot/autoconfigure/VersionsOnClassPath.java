package io.github.safemigration.boot.autoconfigure;

import io.github.safemigration.boot.descriptor.MigrationVersions;
import java.io.IOException;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.support.PropertiesLoaderUtils;

/** Looks up the versions of what is on the class path. */
final class VersionsOnClassPath {

    private static final String UNKNOWN = "unknown";

    private VersionsOnClassPath() {}

    static MigrationVersions read() {
        return new MigrationVersions(
                property(new ClassPathResource("version.properties", VersionsOnClassPath.class), "version"),
                property(new ClassPathResource("liquibase.build.properties"), "build.version"));
    }

    private static String property(ClassPathResource file, String name) {
        try {
            return PropertiesLoaderUtils.loadProperties(file).getProperty(name, UNKNOWN);
        } catch (IOException e) {
            return UNKNOWN;
        }
    }
}

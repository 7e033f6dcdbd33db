package io.github.safemigration.testsupport;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.AutoConfigurationImportFilter;
import org.springframework.boot.autoconfigure.AutoConfigurationMetadata;
import org.springframework.context.EnvironmentAware;
import org.springframework.core.env.Environment;

/**
 * Chooses between the web servers of the test class path, of which an application has one: Tomcat, or Jetty where the
 * property {@code test.web-server=jetty} is set.
 */
final class TestWebServer implements AutoConfigurationImportFilter, EnvironmentAware {

    private static final String TOMCAT = "org.springframework.boot.tomcat.";

    private static final String JETTY = "org.springframework.boot.jetty.";

    private String unwanted = JETTY;

    @Override
    public void setEnvironment(Environment environment) {
        unwanted = environment.getProperty("test.web-server", "tomcat").equals("jetty") ? TOMCAT : JETTY;
    }

    @Override
    public boolean[] match(@Nullable String[] autoConfigurations, AutoConfigurationMetadata metadata) {
        boolean[] wanted = new boolean[autoConfigurations.length];
        for (int i = 0; i < wanted.length; i++) {
            String name = autoConfigurations[i];
            wanted[i] = name == null || !name.startsWith(unwanted);
        }
        return wanted;
    }
}

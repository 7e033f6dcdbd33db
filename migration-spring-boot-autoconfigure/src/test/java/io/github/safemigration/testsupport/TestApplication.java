package io.github.safemigration.testsupport;

import io.github.safemigration.boot.autoconfigure.MigrationAutoConfiguration;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.liquibase.autoconfigure.LiquibaseAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.io.DefaultResourceLoader;

/**
 * A Spring Boot application that migrates a database by a changelog written in the test: files by name, settings by key.
 * Only a DataSource, Boot's Liquibase and our take-over are in it.
 */
public final class TestApplication {

    private final Path folder;

    private final List<String> settings = new ArrayList<>();

    private final List<Class<?>> sources = new ArrayList<>();

    /**
     * Creates an application for a database.
     *
     * @param folder where the changelog's files go; on the class path of the application
     * @param database the database that it migrates
     */
    public TestApplication(Path folder, FreshDatabase database) {
        this.folder = folder;
        settings.addAll(Arrays.asList(database.properties()));
        settings.add("spring.liquibase.change-log=classpath:changelog.sql");
        settings.add("spring.application.name=shop");
        sources.add(Wiring.class);
    }

    /**
     * Writes a file of the changelog.
     *
     * @param name its path below the class path's root
     * @param content its text
     * @return this
     */
    public TestApplication file(String name, String content) {
        try {
            Path file = folder.resolve(name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, content);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Writes the changelog as formatted SQL.
     *
     * @param changesets what stands below its first line
     * @return this
     */
    public TestApplication sql(String changesets) {
        return file("changelog.sql", "--liquibase formatted sql\n\n" + changesets);
    }

    /**
     * Adds settings; later ones win.
     *
     * @param pairs key=value
     * @return this
     */
    public TestApplication with(String... pairs) {
        settings.addAll(Arrays.asList(pairs));
        return this;
    }

    /**
     * Takes a setting away.
     *
     * @param key its key
     * @return this
     */
    public TestApplication without(String key) {
        settings.removeIf(setting -> setting.startsWith(key + "="));
        return this;
    }

    /**
     * Adds a configuration class.
     *
     * @param source the class
     * @return this
     */
    public TestApplication source(Class<?> source) {
        sources.add(source);
        return this;
    }

    /**
     * Starts the application.
     *
     * @return its context, to be closed by the test
     */
    public ConfigurableApplicationContext start() {
        return start(WebApplicationType.NONE);
    }

    /**
     * Starts the application.
     *
     * @param type the kind of application
     * @return its context, to be closed by the test
     */
    public ConfigurableApplicationContext start(WebApplicationType type) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        ClassLoader withFolder = new URLClassLoader(new URL[] {url(folder)}, before);
        thread.setContextClassLoader(withFolder);
        try {
            return new SpringApplicationBuilder(sources.toArray(Class<?>[]::new))
                    .resourceLoader(new DefaultResourceLoader(withFolder))
                    .web(type)
                    .bannerMode(Banner.Mode.OFF)
                    .registerShutdownHook(false)
                    .properties(settings.toArray(String[]::new))
                    .run();
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private static URL url(Path folder) {
        try {
            return folder.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** What such an application consists of. */
    @ImportAutoConfiguration({
        DataSourceAutoConfiguration.class,
        MigrationAutoConfiguration.class,
        LiquibaseAutoConfiguration.class
    })
    static class Wiring {}
}

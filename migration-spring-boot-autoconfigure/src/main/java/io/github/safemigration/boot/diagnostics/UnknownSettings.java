package io.github.safemigration.boot.diagnostics;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationPreparedEvent;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.context.ApplicationListener;
import org.springframework.core.env.Environment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/** Warns of each setting under {@code migration.} that is not known, and names the nearest that is. */
final class UnknownSettings implements ApplicationListener<ApplicationPreparedEvent> {

    private static final Logger logger = LoggerFactory.getLogger(UnknownSettings.class);

    private static final String PREFIX = "migration";

    private static final ConfigurationPropertyName OURS = ConfigurationPropertyName.of(PREFIX);

    /** No setting of a file, hence not in the metadata. */
    private static final String COMMAND = "migration.command";

    /** Settings of the test kit, which tests read and no application does. */
    private static final String TEST_KIT = "migration.test.";

    private static final int TYPING_ERRORS = 2;

    @Override
    public void onApplicationEvent(ApplicationPreparedEvent event) {
        try {
            unknown(event.getApplicationContext().getEnvironment())
                    .forEach((name, nearest) -> logger.warn("{} is not known. Did you mean {}?", name, nearest));
        } catch (IOException e) {
            logger.debug("The metadata of the settings cannot be read: none is checked", e);
        }
    }

    static Map<String, String> unknown(Environment environment) throws IOException {
        Map<String, Boolean> found = new TreeMap<>();
        for (ConfigurationPropertySource source : ConfigurationPropertySources.get(environment)) {
            boolean variables = source.getUnderlyingSource() instanceof SystemEnvironmentPropertySource;
            names(source).forEach(name -> found.merge(name, variables, Boolean::logicalAnd));
        }
        found.keySet().removeIf(name -> name.equals(COMMAND) || name.startsWith(TEST_KIT));
        removeKnown(found);
        Map<String, String> unknown = new TreeMap<>();
        SettingNames ours = found.isEmpty() ? new SettingNames(Set.of(), Set.of()) : SettingNames.ours(PREFIX);
        found.forEach((name, variable) -> nearest(name, variable, ours).ifPresent(near -> unknown.put(name, near)));
        return unknown;
    }

    private static void removeKnown(Map<String, Boolean> found) throws IOException {
        if (!found.isEmpty()) {
            SettingNames ours = SettingNames.ours(PREFIX);
            found.entrySet().removeIf(each -> ours.contain(each.getKey(), each.getValue()));
        }
        // The application may have settings of its own there. To read all metadata takes its time.
        if (!found.isEmpty()) {
            SettingNames everybodys = SettingNames.everybodys(PREFIX);
            found.entrySet().removeIf(each -> everybodys.contain(each.getKey(), each.getValue()));
        }
    }

    private static Stream<String> names(ConfigurationPropertySource source) {
        return source instanceof IterableConfigurationPropertySource names
                ? names.stream().filter(OURS::isAncestorOf).map(name -> name.toString()
                        .replaceAll("\\[.*", ""))
                : Stream.empty();
    }

    private static Optional<String> nearest(String name, boolean variable, SettingNames ours) {
        Optional<String> nearest = NearestName.of(name, ours.names());
        // Kubernetes and others set MIGRATION_… for purposes of their own: only what looks like an error is one.
        return variable ? nearest.filter(near -> errors(name, near) <= TYPING_ERRORS) : nearest;
    }

    private static int errors(String variable, String name) {
        return NearestName.distance(SettingNames.plain(variable, true), SettingNames.plain(name, true));
    }
}

package io.github.safemigration.boot.probe;

import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.boot.actuate.endpoint.web.WebServerNamespace;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.health.actuate.endpoint.AdditionalHealthEndpointPath;
import org.springframework.boot.health.autoconfigure.actuate.endpoint.HealthEndpointProperties;
import org.springframework.core.env.Environment;

/** The paths beside the health endpoint under which health groups are served, {@code /livez} for one. */
final class ProbeAdditionalPaths {

    private static final Map<String, String> OF_BOOT =
            Map.of("liveness", "server:/livez", "readiness", "server:/readyz");

    private final Map<String, String> pathByGroup = new LinkedHashMap<>();

    ProbeAdditionalPaths(Environment environment) {
        if (environment.getProperty("management.endpoint.health.probes.add-additional-paths", boolean.class, false)) {
            pathByGroup.putAll(OF_BOOT);
        }
        HealthEndpointProperties health =
                Binder.get(environment).bindOrCreate("management.endpoint.health", HealthEndpointProperties.class);
        health.getGroup().forEach((name, group) -> {
            String path = group.getAdditionalPath();
            if (path != null) {
                pathByGroup.put(name, path);
            }
        });
    }

    /** The names of the groups by their path on the given port. */
    Map<String, String> in(WebServerNamespace namespace) {
        Map<String, String> groupByPath = new LinkedHashMap<>();
        pathByGroup.forEach((group, value) -> {
            AdditionalHealthEndpointPath path = AdditionalHealthEndpointPath.from(value);
            if (path.hasNamespace(namespace)) {
                groupByPath.put(path.getValue(), group);
            }
        });
        return groupByPath;
    }
}

package io.github.safemigration.boot.probe;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.web.WebServerNamespace;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.health.actuate.endpoint.AdditionalHealthEndpointPath;
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
        Binder.get(environment)
                .bind("management.endpoint.health.group", Bindable.mapOf(String.class, Group.class))
                .ifBound(groups -> groups.forEach(this::add));
    }

    private void add(String name, Group group) {
        if (group.additionalPath() != null) {
            pathByGroup.put(name, group.additionalPath());
        }
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

    private record Group(@Nullable String additionalPath) {}
}

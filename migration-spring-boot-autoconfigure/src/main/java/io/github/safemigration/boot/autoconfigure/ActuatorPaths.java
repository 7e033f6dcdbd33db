package io.github.safemigration.boot.autoconfigure;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementPortType;
import org.springframework.boot.actuate.endpoint.web.PathMappedEndpoint;
import org.springframework.boot.actuate.endpoint.web.PathMappedEndpoints;
import org.springframework.boot.actuate.endpoint.web.WebServerNamespace;
import org.springframework.core.env.Environment;

/** The paths that the actuator answers on the application's own port. */
final class ActuatorPaths implements Supplier<List<String>> {

    private final ObjectProvider<PathMappedEndpoints> endpoints;
    private final Environment environment;

    ActuatorPaths(ObjectProvider<PathMappedEndpoints> endpoints, Environment environment) {
        this.endpoints = endpoints;
        this.environment = environment;
    }

    @Override
    public List<String> get() {
        PathMappedEndpoints mapped = endpoints.getIfAvailable();
        if (mapped == null) {
            return List.of();
        }
        List<String> paths = new ArrayList<>();
        if (ManagementPortType.get(environment) == ManagementPortType.SAME) {
            String basePath = mapped.getBasePath();
            paths.addAll(basePath.isEmpty() || basePath.equals("/") ? mapped.getAllPaths() : List.of(basePath));
        }
        mapped.forEach(endpoint -> paths.addAll(additional(endpoint)));
        return paths;
    }

    private static List<String> additional(PathMappedEndpoint endpoint) {
        @Nullable List<String> paths = endpoint.getAdditionalPaths(WebServerNamespace.SERVER);
        return paths == null
                ? List.of()
                : paths.stream()
                        .map(path -> path.startsWith("/") ? path : "/" + path)
                        .toList();
    }
}

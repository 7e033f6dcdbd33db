package io.github.safemigration.boot.autoconfigure;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementPortType;
import org.springframework.boot.actuate.endpoint.EndpointId;
import org.springframework.boot.actuate.endpoint.web.PathMappedEndpoints;
import org.springframework.core.env.Environment;

/** The path of our endpoint as a client writes it. */
final class EndpointPath implements Supplier<String> {

    private final ObjectProvider<PathMappedEndpoints> endpoints;
    private final Environment environment;

    EndpointPath(ObjectProvider<PathMappedEndpoints> endpoints, Environment environment) {
        this.endpoints = endpoints;
        this.environment = environment;
    }

    @Override
    public String get() {
        PathMappedEndpoints mapped = endpoints.getIfAvailable();
        @Nullable String path = mapped == null ? null : mapped.getPath(EndpointId.of("migrations"));
        return prefix() + (path == null ? "/actuator/migrations" : path);
    }

    private String prefix() {
        if (ManagementPortType.get(environment) == ManagementPortType.DIFFERENT) {
            return property("management.server.base-path");
        }
        String servlet = property("server.servlet.context-path") + property("spring.mvc.servlet.path");
        return servlet.isEmpty() ? property("spring.webflux.base-path") : servlet;
    }

    private String property(String name) {
        String path = environment.getProperty(name, "");
        return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }
}

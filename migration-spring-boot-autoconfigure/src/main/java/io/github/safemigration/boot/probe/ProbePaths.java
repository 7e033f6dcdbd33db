package io.github.safemigration.boot.probe;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.autoconfigure.endpoint.web.WebEndpointProperties;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementServerProperties;
import org.springframework.boot.actuate.endpoint.Access;
import org.springframework.boot.actuate.endpoint.web.WebServerNamespace;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/** Knows under which paths the application will serve its endpoints. */
final class ProbePaths {

    private static final String HEALTH = "health";

    private static final String MIGRATIONS = "migrations";

    private final Environment environment;

    private final boolean servlet;

    private final WebEndpointProperties endpoints;

    private final ProbeExposure exposure;

    ProbePaths(Environment environment, boolean servlet) {
        this.environment = environment;
        this.servlet = servlet;
        this.endpoints = Binder.get(environment).bindOrCreate("management.endpoints.web", WebEndpointProperties.class);
        this.exposure = new ProbeExposure(environment);
    }

    /** The paths on the application's own port. */
    ProbeRoutes onServer(boolean withEndpoints) {
        String prefix = servlet
                ? join(property("server.servlet.context-path"), property("spring.mvc.servlet.path"))
                : join(property("spring.webflux.base-path"));
        return routes(prefix, WebServerNamespace.SERVER, withEndpoints);
    }

    /** The paths on a separate management port. */
    ProbeRoutes onManagement() {
        String prefix = Binder.get(environment)
                .bindOrCreate("management.server", ManagementServerProperties.class)
                .getBasePath();
        return routes(prefix, WebServerNamespace.MANAGEMENT, true);
    }

    private ProbeRoutes routes(String prefix, WebServerNamespace namespace, boolean withEndpoints) {
        Set<String> live = new HashSet<>();
        Set<String> unready = new HashSet<>();
        if (exposure.isExposed(HEALTH, Access.UNRESTRICTED)) {
            Map<String, String> additional = new ProbeAdditionalPaths(environment).in(namespace);
            additional.forEach((path, group) -> (group.equals("liveness") ? live : unready).add(join(prefix, path)));
        }
        return new ProbeRoutes(
                withEndpoints ? endpoint(prefix, HEALTH, Access.UNRESTRICTED) : null,
                live,
                unready,
                withEndpoints ? endpoint(prefix, MIGRATIONS, Access.READ_ONLY) : null);
    }

    private @Nullable String endpoint(String prefix, String id, Access defaultAccess) {
        if (!exposure.isExposed(id, defaultAccess)) {
            return null;
        }
        String mapped = endpoints.getPathMapping().get(id);
        return join(prefix, endpoints.getBasePath(), mapped == null || mapped.isBlank() ? id : mapped);
    }

    private String property(String name) {
        return environment.getProperty(name, "");
    }

    private static String join(String... parts) {
        String joined = ("/" + String.join("/", parts)).replaceAll("/{2,}", "/");
        return joined.endsWith("/") ? joined.substring(0, joined.length() - 1) : joined;
    }
}

package io.github.safemigration.boot.probe;

import org.springframework.boot.actuate.autoconfigure.endpoint.PropertiesEndpointAccessResolver;
import org.springframework.boot.actuate.autoconfigure.endpoint.expose.EndpointExposure;
import org.springframework.boot.actuate.autoconfigure.endpoint.expose.IncludeExcludeEndpointFilter;
import org.springframework.boot.actuate.endpoint.Access;
import org.springframework.boot.actuate.endpoint.EndpointId;
import org.springframework.boot.actuate.endpoint.ExposableEndpoint;
import org.springframework.core.env.Environment;

/** Tells which endpoints the application will serve over the web, by the rules and classes of Boot. */
final class ProbeExposure {

    private final IncludeExcludeEndpointFilter<?> filter;

    private final PropertiesEndpointAccessResolver access;

    ProbeExposure(Environment environment) {
        this.filter = new IncludeExcludeEndpointFilter<>(
                ExposableEndpoint.class,
                environment,
                "management.endpoints.web.exposure",
                EndpointExposure.WEB.getDefaultIncludes());
        this.access = new PropertiesEndpointAccessResolver(environment);
    }

    boolean isExposed(String id, Access defaultAccess) {
        EndpointId endpoint = EndpointId.of(id);
        return access.accessFor(endpoint, defaultAccess) != Access.NONE && filter.match(endpoint);
    }
}

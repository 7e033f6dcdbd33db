package io.github.safemigration.boot.health;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.health.actuate.endpoint.AdditionalHealthEndpointPath;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroup;
import org.springframework.boot.health.actuate.endpoint.HttpCodeStatusMapper;
import org.springframework.boot.health.actuate.endpoint.StatusAggregator;

/** The readiness group as Boot makes it where the application defines none, with one member more. */
record ProbeGroup() implements HealthEndpointGroup {

    private static final String READINESS_STATE = "readinessState";

    @Override
    public boolean isMember(String name) {
        return name.equals(READINESS_STATE) || name.equals(ReadinessMembership.MEMBER);
    }

    @Override
    public boolean showComponents(SecurityContext securityContext) {
        return false;
    }

    @Override
    public boolean showDetails(SecurityContext securityContext) {
        return false;
    }

    @Override
    public StatusAggregator getStatusAggregator() {
        return StatusAggregator.getDefault();
    }

    @Override
    public HttpCodeStatusMapper getHttpCodeStatusMapper() {
        return HttpCodeStatusMapper.getDefault();
    }

    @Override
    public @Nullable AdditionalHealthEndpointPath getAdditionalPath() {
        return null;
    }
}

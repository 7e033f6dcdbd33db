package io.github.safemigration.boot.health;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.EndpointId;
import org.springframework.boot.actuate.endpoint.web.AdditionalPathsMapper;
import org.springframework.boot.actuate.endpoint.web.WebServerNamespace;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroup;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroups;

/** The groups that are there, with our member in the readiness group. */
final class ReadinessGroups implements HealthEndpointGroups, AdditionalPathsMapper {

    private final HealthEndpointGroups groups;
    private final HealthEndpointGroup readiness;

    ReadinessGroups(HealthEndpointGroups groups) {
        this.groups = groups;
        HealthEndpointGroup defined = groups.get(ReadinessMembership.GROUP);
        this.readiness = defined == null ? new ProbeGroup() : new JoinedGroup(defined);
    }

    @Override
    public HealthEndpointGroup getPrimary() {
        return groups.getPrimary();
    }

    @Override
    public Set<String> getNames() {
        Set<String> names = new TreeSet<>(groups.getNames());
        names.add(ReadinessMembership.GROUP);
        return names;
    }

    @Override
    public @Nullable HealthEndpointGroup get(String name) {
        return name.equals(ReadinessMembership.GROUP) ? readiness : groups.get(name);
    }

    @Override
    public @Nullable List<String> getAdditionalPaths(EndpointId endpointId, WebServerNamespace namespace) {
        return groups instanceof AdditionalPathsMapper mapper ? mapper.getAdditionalPaths(endpointId, namespace) : null;
    }
}

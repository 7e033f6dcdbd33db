package io.github.safemigration.boot.health;

import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroups;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroupsPostProcessor;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * Makes the indicator {@code migrations} a member of the readiness group without configuration: of the one that the
 * application defines, unless that excludes it, or else of one that holds what Boot's would hold. Runs before Boot's own
 * post-processor, which adds the probes' paths to the groups it finds.
 */
@Order(Ordered.LOWEST_PRECEDENCE - 10)
public final class ReadinessMembership implements HealthEndpointGroupsPostProcessor {

    static final String GROUP = "readiness";
    static final String MEMBER = "migrations";

    private final boolean probes;
    private final boolean excluded;

    /**
     * Creates the post-processor.
     *
     * @param probes whether Boot's probes are on, so that there is a readiness group even if nobody defines one
     * @param excluded whether the application excludes the indicator from the readiness group
     */
    public ReadinessMembership(boolean probes, boolean excluded) {
        this.probes = probes;
        this.excluded = excluded;
    }

    @Override
    public HealthEndpointGroups postProcessHealthEndpointGroups(HealthEndpointGroups groups) {
        boolean defined = groups.get(GROUP) != null;
        return excluded || (!defined && !probes) ? groups : new ReadinessGroups(groups);
    }
}

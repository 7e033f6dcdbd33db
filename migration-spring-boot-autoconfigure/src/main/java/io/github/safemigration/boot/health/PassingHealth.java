package io.github.safemigration.boot.health;

import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthContributor;
import org.springframework.boot.health.contributor.HealthContributors;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.registry.HealthContributorRegistry;

/** Lets health checks look at a database that the application is kept from: whoever probes must not have to wait. */
public final class PassingHealth {

    private PassingHealth() {}

    /**
     * Lets all checks pass that are registered now.
     *
     * @param registry knows the checks
     * @param passage runs a check so that it does not have to wait
     */
    public static void letPass(HealthContributorRegistry registry, Passage passage) {
        List<HealthContributors.Entry> entries = registry.stream().toList();
        for (HealthContributors.Entry entry : entries) {
            registry.unregisterContributor(entry.name());
            registry.registerContributor(entry.name(), passing(entry.contributor(), passage));
        }
    }

    private static HealthContributor passing(HealthContributor contributor, Passage passage) {
        if (contributor instanceof HealthIndicator indicator) {
            return new PassingIndicator(indicator, passage);
        }
        return contributor instanceof CompositeHealthContributor composite
                ? new PassingComposite(composite, passage)
                : contributor;
    }

    /** Runs a check so that it does not have to wait. */
    @FunctionalInterface
    public interface Passage {

        /**
         * Runs a check.
         *
         * @param check the check
         * @return what it found
         */
        @Nullable
        Health through(Supplier<@Nullable Health> check);
    }

    private record PassingIndicator(HealthIndicator indicator, Passage passage) implements HealthIndicator {

        @Override
        public @Nullable Health health() {
            return passage.through(indicator::health);
        }

        @Override
        public @Nullable Health health(boolean includeDetails) {
            return passage.through(() -> indicator.health(includeDetails));
        }
    }

    private record PassingComposite(CompositeHealthContributor composite, Passage passage)
            implements CompositeHealthContributor {

        @Override
        public @Nullable HealthContributor getContributor(String name) {
            @Nullable HealthContributor contributor = composite.getContributor(name);
            return contributor == null ? null : passing(contributor, passage);
        }

        @Override
        public Stream<HealthContributors.Entry> stream() {
            return composite.stream()
                    .map(entry -> new HealthContributors.Entry(entry.name(), passing(entry.contributor(), passage)));
        }
    }
}

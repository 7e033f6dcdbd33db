package io.github.safemigration.boot.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.safemigration.boot.health.MigrationsHealthIndicator;
import io.github.safemigration.boot.health.ReadinessMembership;
import io.github.safemigration.engine.model.TargetState;
import io.github.safemigration.engine.workflow.MigrationService;
import io.github.safemigration.testsupport.StandInService;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.boot.actuate.endpoint.EndpointId;
import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.actuate.endpoint.web.AdditionalPathsMapper;
import org.springframework.boot.actuate.endpoint.web.WebServerNamespace;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.availability.ApplicationAvailabilityBean;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroup;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroups;
import org.springframework.boot.health.autoconfigure.actuate.endpoint.AvailabilityProbesAutoConfiguration;
import org.springframework.boot.health.autoconfigure.actuate.endpoint.HealthEndpointAutoConfiguration;
import org.springframework.boot.health.autoconfigure.application.AvailabilityHealthContributorAutoConfiguration;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.autoconfigure.contributor.HealthContributorAutoConfiguration;
import org.springframework.boot.health.autoconfigure.registry.HealthContributorRegistryAutoConfiguration;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;

class MigrationHealthAutoConfigurationTests {

    private final StandInService targets = new StandInService().with("default", TargetState.RUNNING);

    private final WebApplicationContextRunner runner = new WebApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    MigrationHealthAutoConfiguration.class,
                    HealthContributorAutoConfiguration.class,
                    HealthContributorRegistryAutoConfiguration.class,
                    HealthEndpointAutoConfiguration.class,
                    AvailabilityHealthContributorAutoConfiguration.class,
                    AvailabilityProbesAutoConfiguration.class))
            .withBean(ApplicationAvailabilityBean.class)
            .withBean(MigrationService.class, targets::service);

    @Test
    void joinsTheReadinessGroupWithoutConfigurationAndNeverLiveness() {
        runner.run(context -> {
            assertThat(members(context.getBean(HealthEndpointGroups.class), "readiness"))
                    .containsExactly("migrations", "readinessState");
            assertThat(members(context.getBean(HealthEndpointGroups.class), "liveness"))
                    .containsExactly("livenessState");
            HealthEndpoint endpoint = context.getBean(HealthEndpoint.class);
            assertThat(Objects.requireNonNull(endpoint.healthForPath("readiness"))
                            .getStatus())
                    .isEqualTo(Status.OUT_OF_SERVICE);

            targets.with("default", TargetState.UP_TO_DATE);
            assertThat(Objects.requireNonNull(endpoint.healthForPath("migrations"))
                            .getStatus())
                    .isEqualTo(Status.UP);
        });
    }

    @Test
    void joinsAReadinessGroupThatTheApplicationDefinesAndLeavesTheRestOfItAlone() {
        runner.withPropertyValues(
                        "management.endpoint.health.group.readiness.include=ping",
                        "management.endpoint.health.group.readiness.show-components=always",
                        "management.endpoint.health.group.readiness.additional-path=server:/ready")
                .run(context -> {
                    HealthEndpointGroups groups = context.getBean(HealthEndpointGroups.class);
                    assertThat(members(groups, "readiness")).containsExactly("migrations", "ping");
                    HealthEndpointGroup readiness = Objects.requireNonNull(groups.get("readiness"));
                    assertThat(readiness.showComponents(SecurityContext.NONE)).isTrue();
                    assertThat(additionalPaths(groups)).contains("/ready");
                });
    }

    @Test
    void isNamedByTheApplicationInItsGroupWithoutHarm() {
        runner.withPropertyValues("management.endpoint.health.group.readiness.include=readinessState,migrations")
                .run(context -> assertThat(members(context.getBean(HealthEndpointGroups.class), "readiness"))
                        .containsExactly("migrations", "readinessState"));
    }

    @Test
    void staysOutWhereTheApplicationExcludesIt() {
        for (String excluded : List.of("migrations", "*", "ping, migrations")) {
            runner.withPropertyValues("management.endpoint.health.group.readiness.exclude=" + excluded)
                    .run(context -> assertThat(members(context.getBean(HealthEndpointGroups.class), "readiness"))
                            .doesNotContain("migrations"));
        }
    }

    @Test
    void leavesThePathsOfTheProbesWhereTheyAre() {
        runner.withPropertyValues("management.endpoint.health.probes.add-additional-paths=true")
                .run(context -> {
                    HealthEndpointGroups groups = context.getBean(HealthEndpointGroups.class);
                    assertThat(additionalPaths(groups)).containsExactlyInAnyOrder("/livez", "/readyz");
                    assertThat(members(groups, "readiness")).containsExactly("migrations", "readinessState");
                });
    }

    @Test
    void leavesOtherGroupsAlone() {
        runner.withPropertyValues("management.endpoint.health.group.custom.include=ping")
                .run(context -> {
                    HealthEndpointGroups groups = context.getBean(HealthEndpointGroups.class);
                    assertThat(groups.getNames()).containsExactlyInAnyOrder("custom", "liveness", "readiness");
                    assertThat(members(groups, "custom")).containsExactly("ping");
                });
    }

    @Test
    void makesNoReadinessGroupWhereProbesAreOff() {
        runner.withPropertyValues("management.endpoint.health.probes.enabled=false")
                .run(context -> assertThat(
                                context.getBean(HealthEndpointGroups.class).getNames())
                        .isEmpty());
    }

    @Test
    void isNotThereWhenItIsSwitchedOff() {
        for (String property : List.of(
                "management.health.migrations.enabled=false",
                "management.health.defaults.enabled=false",
                "migration.enabled=false")) {
            runner.withPropertyValues(property).run(context -> {
                assertThat(context).doesNotHaveBean(MigrationsHealthIndicator.class);
                assertThat(context).doesNotHaveBean(ReadinessMembership.class);
                assertThat(members(context.getBean(HealthEndpointGroups.class), "readiness"))
                        .containsExactly("readinessState");
            });
        }
    }

    @Test
    void doesWithoutTheHealthModule() {
        runner.withClassLoader(new FilteredClassLoader(ConditionalOnEnabledHealthIndicator.class))
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .doesNotHaveBean(MigrationsHealthIndicator.class)
                        .doesNotHaveBean(ReadinessMembership.class));
    }

    private static List<String> members(HealthEndpointGroups groups, String group) {
        HealthEndpointGroup found = Objects.requireNonNull(groups.get(group));
        return Arrays.stream(new String[] {"livenessState", "migrations", "ping", "readinessState"})
                .filter(found::isMember)
                .toList();
    }

    private static List<String> additionalPaths(HealthEndpointGroups groups) {
        return Objects.requireNonNull(((AdditionalPathsMapper) groups)
                .getAdditionalPaths(EndpointId.of("health"), WebServerNamespace.SERVER));
    }
}

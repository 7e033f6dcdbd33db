package io.github.safemigration.adapter.liquibase;

import io.github.safemigration.engine.model.Redactor;
import java.util.HashMap;
import java.util.Map;
import liquibase.GlobalConfiguration;
import liquibase.Scope;
import liquibase.analytics.configuration.AnalyticsArgs;
import liquibase.change.Change;
import liquibase.integration.IntegrationDetails;
import org.jspecify.annotations.Nullable;

/**
 * The values that Liquibase works with on the thread that works for us. They end with the work, so nothing of them is
 * seen by another Liquibase in the JVM.
 */
final class LiquibaseScope {

    /** Replicas that wait see the lock free within a second; Liquibase's own default is ten. */
    private static final int LOCK_POLL_SECONDS = 1;

    private LiquibaseScope() {}

    /** Within it Liquibase may execute. */
    static <T extends @Nullable Object> T running(
            ManagedSpringLiquibase source, Redactor redactor, String deploymentId, Scope.ScopedRunnerWithReturn<T> work)
            throws Exception {
        Map<String, Object> values = common(source, redactor);
        values.put(Scope.Attr.deploymentId.name(), deploymentId);
        if (GlobalConfiguration.CHANGELOGLOCK_POLL_RATE
                .getCurrentConfiguredValue()
                .wasDefaultValueUsed()) {
            values.put(GlobalConfiguration.CHANGELOGLOCK_POLL_RATE.getKey(), LOCK_POLL_SECONDS);
        }
        return alone(values, work);
    }

    /** Within it Liquibase's previews execute nothing: without it they run custom changes and shell commands. */
    static <T extends @Nullable Object> T reading(
            ManagedSpringLiquibase source, Redactor redactor, Scope.ScopedRunnerWithReturn<T> work) throws Exception {
        Map<String, Object> values = common(source, redactor);
        values.put(Change.SHOULD_EXECUTE, false);
        return alone(values, work);
    }

    private static <T extends @Nullable Object> T alone(
            Map<String, Object> values, Scope.ScopedRunnerWithReturn<T> work) throws Exception {
        return LiquibaseTurn.taking(() -> RunScope.within(() -> Scope.child(values, work)));
    }

    private static Map<String, Object> common(ManagedSpringLiquibase source, Redactor redactor) throws Exception {
        Map<String, Object> values = new HashMap<>();
        values.put(
                Scope.Attr.ui.name(),
                source.getUiService()
                        .getUiServiceClass()
                        .getDeclaredConstructor()
                        .newInstance());
        // Not for parsing alone: checksums, validation and previews read the files that a changeset names.
        values.put(Scope.Attr.resourceAccessor.name(), source.resources());
        values.put(Scope.Attr.integrationDetails.name(), new IntegrationDetails("spring"));
        values.put(Scope.Attr.logService.name(), new RedactingLogService(redactor, source.summary() != null));
        values.put(Scope.Attr.maxAnalyticsCacheSize.name(), 10);
        values.put(AnalyticsArgs.ENABLED.getKey(), Boolean.TRUE.equals(source.getAnalyticsEnabled()));
        if (source.getLicenseKey() != null) {
            values.put("liquibase.licenseKey", source.getLicenseKey());
        }
        return values;
    }
}

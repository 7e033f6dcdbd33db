package io.github.safemigration.boot.autoconfigure;

import io.github.safemigration.adapter.liquibase.LiquibaseSettings;
import io.github.safemigration.adapter.liquibase.ManagedSpringLiquibase;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.sql.DataSource;
import liquibase.integration.spring.Customizer;
import liquibase.integration.spring.SpringLiquibase;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.PropertyMapper;
import org.springframework.boot.liquibase.autoconfigure.LiquibaseProperties;
import org.springframework.core.io.ResourceLoader;
import org.springframework.util.StringUtils;

/** Makes of the settings of a target what Spring Boot makes of those of its own Liquibase. */
final class TargetLiquibase {

    private final LiquibaseProperties inherited;
    private final ObjectProvider<Customizer<?>> customizers;
    private final ResourceLoader resources;

    TargetLiquibase(
            LiquibaseProperties inherited, ObjectProvider<Customizer<?>> customizers, ResourceLoader resources) {
        this.inherited = inherited;
        this.customizers = customizers;
        this.resources = resources;
    }

    /** With a schema it is that of a tenant, which holds everything of this tenant. */
    ManagedSpringLiquibase of(MigrationTargetProperties target, DataSource dataSource, @Nullable String schema) {
        SpringLiquibase liquibase = common(target);
        liquibase.setDataSource(dataSource);
        liquibase.setResourceLoader(resources);
        liquibase.setDefaultSchema(
                schema == null ? first(target.defaultSchema(), inherited.getDefaultSchema()) : schema);
        if (schema == null) {
            liquibase.setLiquibaseSchema(first(target.liquibaseSchema(), inherited.getLiquibaseSchema()));
        }
        liquibase.setDatabaseChangeLogTable(
                Objects.requireNonNullElse(target.databaseChangeLogTable(), inherited.getDatabaseChangeLogTable()));
        liquibase.setDatabaseChangeLogLockTable(Objects.requireNonNullElse(
                target.databaseChangeLogLockTable(), inherited.getDatabaseChangeLogLockTable()));
        return new ManagedSpringLiquibase(liquibase, started -> {});
    }

    private SpringLiquibase common(MigrationTargetProperties target) {
        SpringLiquibase liquibase = new SpringLiquibase();
        liquibase.setChangeLog(Objects.requireNonNullElse(target.changeLog(), inherited.getChangeLog()));
        liquibase.setContexts(joined(target.contexts(), inherited.getContexts()));
        liquibase.setLabelFilter(joined(target.labelFilter(), inherited.getLabelFilter()));
        liquibase.setChangeLogParameters(parameters(target));
        liquibase.setClearCheckSums(inherited.isClearChecksums());
        liquibase.setLiquibaseTablespace(inherited.getLiquibaseTablespace());
        liquibase.setDropFirst(inherited.isDropFirst());
        liquibase.setTestRollbackOnUpdate(inherited.isTestRollbackOnUpdate());
        liquibase.setTag(inherited.getTag());
        PropertyMapper map = PropertyMapper.get();
        map.from(inherited::getAnalyticsEnabled).to(liquibase::setAnalyticsEnabled);
        map.from(inherited::getLicenseKey).to(liquibase::setLicenseKey);
        new LiquibaseSettings(inherited.getShowSummary(), inherited.getShowSummaryOutput(), inherited.getUiService())
                .applyTo(liquibase, customizers.getIfUnique());
        return liquibase;
    }

    private Map<String, String> parameters(MigrationTargetProperties target) {
        Map<String, String> parameters = new HashMap<>();
        if (inherited.getParameters() != null) {
            parameters.putAll(inherited.getParameters());
        }
        if (target.parameters() != null) {
            parameters.putAll(target.parameters());
        }
        return parameters;
    }

    private static @Nullable String joined(@Nullable List<String> own, @Nullable List<String> inherited) {
        @Nullable List<String> wanted = own == null ? inherited : own;
        return wanted == null || wanted.isEmpty() ? null : StringUtils.collectionToCommaDelimitedString(wanted);
    }

    private static @Nullable String first(@Nullable String own, @Nullable String inherited) {
        return own == null ? inherited : own;
    }
}

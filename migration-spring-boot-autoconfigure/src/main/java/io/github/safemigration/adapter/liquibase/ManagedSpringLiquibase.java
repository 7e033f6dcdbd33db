package io.github.safemigration.adapter.liquibase;

import java.io.File;
import java.lang.reflect.Field;
import java.sql.Connection;
import java.util.Map;
import java.util.function.Consumer;
import javax.sql.DataSource;
import liquibase.Liquibase;
import liquibase.UpdateSummaryEnum;
import liquibase.database.Database;
import liquibase.database.core.DerbyDatabase;
import liquibase.exception.DatabaseException;
import liquibase.exception.LiquibaseException;
import liquibase.integration.commandline.LiquibaseCommandLineConfiguration;
import liquibase.integration.spring.SpringLiquibase;
import liquibase.integration.spring.SpringResourceAccessor;
import liquibase.resource.ResourceAccessor;
import org.jspecify.annotations.Nullable;
import org.springframework.util.ReflectionUtils;

/**
 * The {@link SpringLiquibase} bean of an application, taken over: it holds the settings of the one it stands for, and
 * where that one would run its changelog, it hands over to us. Boot's detection of the bean, its management of ddl-auto
 * and its endpoint go on working with it.
 */
public class ManagedSpringLiquibase extends SpringLiquibase {

    private final Consumer<ManagedSpringLiquibase> start;

    /**
     * Takes over the settings of a bean that has not run yet.
     *
     * @param original the bean
     * @param start runs the migration when the bean would
     */
    public ManagedSpringLiquibase(SpringLiquibase original, Consumer<ManagedSpringLiquibase> start) {
        // What a subclass adds to the settings has nothing to do with how the changelog runs.
        ReflectionUtils.doWithFields(
                SpringLiquibase.class, field -> copy(field, original), ReflectionUtils.COPYABLE_FIELDS);
        this.start = start;
    }

    private void copy(Field field, SpringLiquibase original) throws IllegalAccessException {
        ReflectionUtils.makeAccessible(field);
        field.set(this, field.get(original));
    }

    @Override
    public void afterPropertiesSet() {
        start.accept(this);
    }

    /**
     * Tells whether the bean would run at all.
     *
     * @return false if it, or Liquibase as a whole, is switched off
     */
    public boolean isSwitchedOn() {
        return shouldRun && LiquibaseCommandLineConfiguration.SHOULD_RUN.getCurrentValue();
    }

    /**
     * The changelog's parameters.
     *
     * @return their values by name
     */
    public Map<String, String> parameters() {
        return parameters == null ? Map.of() : Map.copyOf(parameters);
    }

    @Nullable
    File rollbackFile() {
        return rollbackFile;
    }

    @Nullable
    UpdateSummaryEnum summary() {
        return showSummary;
    }

    SpringResourceAccessor resources() {
        return createResourceOpener();
    }

    /** As the superclass does it, but without dropping anything, and with a listener that joins the user's own. */
    ListeningLiquibase liquibase(Connection connection, ResourceAccessor resources) throws LiquibaseException {
        ListeningLiquibase liquibase =
                new ListeningLiquibase(getChangeLog(), resources, createDatabase(connection, resources));
        parameters().forEach(liquibase::setChangeLogParameter);
        liquibase.setShowSummaryOutput(showSummaryOutput);
        liquibase.setShowSummary(showSummary);
        if (liquibase.getDatabase() instanceof DerbyDatabase derby) {
            derby.setShutdownEmbeddedDerby(false);
        }
        return liquibase;
    }

    void customize(Liquibase liquibase) {
        if (customizer != null) {
            customizer.customize(liquibase);
        }
    }

    /** Whether a run does nothing where nothing is pending. */
    boolean onlyUpdates() {
        return !isClearCheckSums() && !isTestRollbackOnUpdate();
    }

    void update(Liquibase liquibase) throws LiquibaseException {
        performUpdate(liquibase);
    }

    /**
     * The schema that Liquibase keeps its tables in.
     *
     * @return the schema, or null for the connection's own
     */
    public @Nullable String historySchema() {
        if (liquibaseSchema != null && !liquibaseSchema.isBlank()) {
            return liquibaseSchema;
        }
        return defaultSchema == null || defaultSchema.isBlank() ? null : defaultSchema;
    }

    @Override
    protected Database createDatabase(Connection connection, ResourceAccessor resources) throws DatabaseException {
        return super.createDatabase(connection, resources);
    }

    /**
     * The data source that the application configured for its migration.
     *
     * @return the data source, untouched
     */
    @Override
    public DataSource getDataSource() {
        return super.getDataSource();
    }
}

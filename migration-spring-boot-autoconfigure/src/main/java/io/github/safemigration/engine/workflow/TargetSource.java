package io.github.safemigration.engine.workflow;

import java.util.List;

/** Lists targets that come while the application runs: one for each tenant, say. */
public interface TargetSource {

    /**
     * What stands for its targets until they were listed for the first time.
     *
     * @return the name, unique in the application
     */
    String name();

    /**
     * Asks which targets there are.
     *
     * @param known the names of those that need not be built anew
     * @return those that are not known yet
     * @throws io.github.safemigration.engine.model.MigrationException if it cannot be told
     */
    List<Target> discover(List<String> known);
}

package io.github.safemigration.architecture;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Map;

/**
 * A library, or a part of the JDK, and the rooms that may name its types.
 *
 * @param types pattern of the names of its types
 * @param permitted room to pattern of the types that it may name
 */
record Library(String types, Map<String, String> permitted) {

    static final Library LIQUIBASE = new Library(
            "liquibase\\..*",
            Map.of(
                    "adapter.liquibase", ".*",
                    // Our runner is a SpringLiquibase, so that Boot sees it as one.
                    "boot.startup", "liquibase\\.integration\\.spring\\..*",
                    "boot.autoconfigure", "liquibase\\.integration\\.spring\\..*"));

    static final Library JDBC = new Library(
            "java\\.sql\\..*",
            Map.of(
                    "adapter.jdbc", ".*",
                    "adapter.postgresql", ".*",
                    // Liquibase is given a connection, and throws what it throws.
                    "adapter.liquibase", "java\\.sql\\.(Connection|SQLException)",
                    // The gate in front of the application's DataSource is one itself.
                    "boot.startup", "java\\.sql\\.(Connection|SQLException|ConnectionBuilder|ShardingKeyBuilder)"));

    static final Library POSTGRESQL = new Library("org\\.postgresql\\..*", Map.of("adapter.postgresql", ".*"));

    static final Library MICROMETER =
            new Library("io\\.micrometer\\..*", Map.of("adapter.micrometer", ".*", "boot.autoconfigure", ".*"));

    ArchCondition<JavaClass> stayInItsRooms(House house) {
        return new ArchCondition<>("leave " + types + " to " + permitted.keySet()) {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                String room = house.room(type).orElse("");
                for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                    String name =
                            dependency.getTargetClass().getBaseComponentType().getFullName();
                    if (name.matches(types) && !name.matches(permitted.getOrDefault(room, ""))) {
                        events.add(SimpleConditionEvent.violated(dependency, dependency.getDescription()));
                    }
                }
            }
        };
    }
}

package io.github.safemigration.architecture;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

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
                    // What Boot's own auto-configuration asks for, and the beans that we take over.
                    "boot.autoconfigure", "liquibase\\.(integration\\.spring\\..*|change\\.DatabaseChange)"));

    static final Library JDBC = new Library(
            "java\\.sql\\..*",
            Map.of(
                    "adapter.jdbc", ".*",
                    "adapter.postgresql", ".*",
                    // Liquibase is given a connection, and throws what it throws.
                    "adapter.liquibase", "java\\.sql\\.(Connection|SQLException)",
                    // The gate in front of the application's DataSource is one itself.
                    "boot.startup", "java\\.sql\\.(Connection|SQL\\w*Exception)"));

    static final Library POSTGRESQL = new Library("org\\.postgresql\\..*", Map.of("adapter.postgresql", ".*"));

    static final Library MICROMETER =
            new Library("io\\.micrometer\\..*", Map.of("adapter.micrometer", ".*", "boot.autoconfigure", ".*"));

    /** {@return the rooms of the house, other than its adapter, that are permitted something and do not use it} */
    Set<String> idlePermissions(House house) {
        Set<String> idle = new TreeSet<>(permitted.keySet());
        idle.retainAll(house.edges().keySet());
        idle.removeIf(room -> room.startsWith("adapter.") && ".*".equals(permitted.get(room)));
        for (JavaClass type : house.classes()) {
            if (type.getDirectDependenciesFromSelf().stream().anyMatch(this::isMine)) {
                house.room(type).ifPresent(idle::remove);
            }
        }
        return idle;
    }

    private boolean isMine(Dependency dependency) {
        return nameOf(dependency).matches(types);
    }

    private static String nameOf(Dependency dependency) {
        return dependency.getTargetClass().getBaseComponentType().getFullName();
    }

    ArchCondition<JavaClass> stayInItsRooms(House house) {
        return new ArchCondition<>("leave " + types + " to " + permitted.keySet()) {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                String room = house.room(type).orElse("");
                for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                    if (isMine(dependency) && !nameOf(dependency).matches(permitted.getOrDefault(room, ""))) {
                        events.add(SimpleConditionEvent.violated(dependency, dependency.getDescription()));
                    }
                }
            }
        };
    }
}

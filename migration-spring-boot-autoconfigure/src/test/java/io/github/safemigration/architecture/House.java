package io.github.safemigration.architecture;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The classes under one root package, laid out as storeys and rooms: {@code <root>.<storey>.<room>}.
 *
 * @param root the root package
 * @param classes all classes under it
 */
record House(String root, JavaClasses classes) {

    private static final String BASE = "io.github.safemigration";

    private static final House REAL = new House(
            BASE, new ClassFileImporter(List.of(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)).importPackages(BASE));

    static House real() {
        return REAL;
    }

    /** A small house that breaks one rule. */
    static House bad(String name) {
        String root = BASE + ".architecture.bad." + name;
        return new House(root, new ClassFileImporter().importPackages(root));
    }

    String packages(String below) {
        return root + "." + below + "..";
    }

    Optional<String> room(JavaClass type) {
        Matcher matcher = Pattern.compile(Pattern.quote(root) + "\\.(\\w+\\.\\w+)(\\..*)?")
                .matcher(type.getPackageName());
        return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    /** Each room, each other room that it uses, and one place where it does. */
    Map<String, Map<String, Dependency>> edges() {
        Map<String, Map<String, Dependency>> edges = new TreeMap<>();
        for (JavaClass type : classes) {
            room(type).ifPresent(from -> {
                Map<String, Dependency> uses = edges.computeIfAbsent(from, key -> new TreeMap<>());
                for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                    room(dependency.getTargetClass())
                            .filter(to -> !to.equals(from))
                            .ifPresent(to -> uses.putIfAbsent(to, dependency));
                }
            });
        }
        return edges;
    }
}

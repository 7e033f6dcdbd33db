package io.github.safemigration.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class ArchitectureRulesTests {

    @ParameterizedTest
    @EnumSource
    void theHouseKeepsTheRule(ArchitectureRule rule) {
        assertThat(rule.violationsIn(House.real())).as(rule.reason()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void theRuleRejectsEachClassThatBreaksIt(ArchitectureRule rule) {
        House bad = House.bad(rule.badPackage());
        List<String> guilty = bad.classes().stream()
                .map(JavaClass::getName)
                .filter(name -> name.contains(".Bad"))
                .toList();

        assertThat(guilty).as("known-bad classes in " + bad.root()).isNotEmpty();
        assertThat(rule.violationsIn(bad)).contains(guilty);
    }

    @ParameterizedTest
    @EnumSource
    void theRuleLetsTheOthersPass(ArchitectureRule rule) {
        House bad = House.bad(rule.badPackage());

        assertThat(rule.violationsIn(bad).lines())
                .noneMatch(line -> line.matches("[^<]*<" + bad.root() + "[\\w.]*\\.Good.*"));
    }

    @ParameterizedTest
    @MethodSource
    void aPermissionThatNobodyUsesIsTakenBack(Library library) {
        assertThat(library.idlePermissions(House.real())).as(library.types()).isEmpty();
    }

    static Stream<Library> aPermissionThatNobodyUsesIsTakenBack() {
        return Stream.of(Library.LIQUIBASE, Library.JDBC, Library.POSTGRESQL, Library.MICROMETER);
    }
}

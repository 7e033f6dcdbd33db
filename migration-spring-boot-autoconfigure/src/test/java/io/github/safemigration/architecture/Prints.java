package io.github.safemigration.architecture;

import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.targetOwner;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;

/** The rule on what writes to the console. */
final class Prints {

    private Prints() {}

    static ArchRule rule(House house) {
        return noClasses()
                .that()
                .resideOutsideOfPackage(house.packages("boot.cli"))
                .should()
                .accessTargetWhere(
                        targetOwner(JavaClass.Predicates.type(System.class)).and(target(nameMatching("out|err"))))
                .orShould()
                .callMethodWhere(target(name("printStackTrace")));
    }
}

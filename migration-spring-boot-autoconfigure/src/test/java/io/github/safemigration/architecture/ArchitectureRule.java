package io.github.safemigration.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.lang.ArchRule;
import java.util.Locale;
import java.util.function.Function;

/** What the build demands of every class. The folder {@code bad} holds, for each, classes that it must reject. */
enum ArchitectureRule {
    ENGINE_IS_PLAIN_JAVA(
            house -> classes()
                    .that()
                    .resideInAPackage(house.packages("engine"))
                    .should()
                    .onlyDependOnClassesThat(
                            resideInAnyPackage("java..", "org.slf4j..", "org.jspecify..", house.packages("engine"))),
            "the engine runs and is tested without Spring, JDBC or Liquibase"),

    ADAPTERS_ARE_STRANGERS(
            house -> slices().matching(house.root() + ".(adapter).(*)..")
                    .should()
                    .notDependOnEachOther()
                    .ignoreDependency(
                            resideInAPackage(house.packages("adapter")),
                            resideInAPackage(house.packages("adapter.jdbc"))),
            "an adapter can be left out with its library; only adapter.jdbc is there for the others to stand on"),

    ADAPTERS_KNOW_ONLY_THE_ENGINE(
            house -> noClasses()
                    .that()
                    .resideInAPackage(house.packages("adapter"))
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage(house.packages("boot")),
            "arrows point from the wing inward"),

    BOOT_ROOMS_ARE_STRANGERS(
            house -> slices().matching(house.root() + ".(boot).(*)..")
                    .should()
                    .notDependOnEachOther()
                    .ignoreDependency(
                            resideInAPackage(house.packages("boot.autoconfigure")),
                            resideInAPackage(house.packages("boot")))
                    .ignoreDependency(
                            resideInAPackage(house.packages("boot")),
                            resideInAPackage(house.packages("boot.descriptor"))),
            "each way to talk stands alone on the engine and on what is told; boot.autoconfigure puts them together"),

    ONLY_AUTOCONFIGURE_KNOWS_ADAPTERS(
            house -> noClasses()
                    .that(resideInAPackage(house.packages("boot"))
                            .and(not(resideInAPackage(house.packages("boot.autoconfigure")))))
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage(house.packages("adapter")),
            "what talks to people works with any adapter"),

    ROOMS_HAVE_NO_CYCLES(
            house -> slices().matching(house.root() + ".(*).(*)..").should().beFreeOfCycles(),
            "a room can be read without those that use it"),

    LIQUIBASE_STAYS_IN_ITS_ROOMS(house -> stayInItsRooms(Library.LIQUIBASE, house), "Liquibase stands behind a port"),

    JDBC_STAYS_IN_ITS_ROOMS(
            house -> stayInItsRooms(Library.JDBC, house), "SQL and its errors belong to the adapters of databases"),

    POSTGRESQL_STAYS_IN_ITS_ROOMS(house -> stayInItsRooms(Library.POSTGRESQL, house), "the driver is optional"),

    MICROMETER_STAYS_IN_ITS_ROOMS(house -> stayInItsRooms(Library.MICROMETER, house), "Micrometer is optional"),

    ONLY_THE_COMMAND_LINE_PRINTS(Prints::rule, "everything else logs"),

    THE_ENGINE_IS_GIVEN_TIME_AND_CHANCE(
            TimeAndChance::rule, "clock, randomness and sleeping are injected, so that tests decide them"),

    NAMES_SAY_WHAT_A_THING_IS(
            house -> noClasses().should().haveNameMatching(".*(Utils?|Helper|Manager|Impl|Base)"),
            "such a name fits everything and says nothing");

    @SuppressWarnings("ImmutableEnumChecker")
    private final Function<House, ? extends ArchRule> rule;

    private final String reason;

    ArchitectureRule(Function<House, ? extends ArchRule> rule, String reason) {
        this.rule = rule;
        this.reason = reason;
    }

    String reason() {
        return reason;
    }

    /** Name of the package under {@code bad} whose classes break the rule. */
    String badPackage() {
        return name().toLowerCase(Locale.ROOT).replace("_", "");
    }

    /** {@return what is wrong in the house, empty if nothing is} */
    String violationsIn(House house) {
        ArchRule built = rule.apply(house).because(reason).allowEmptyShould(true);
        return String.join(
                "\n", built.evaluate(house.classes()).getFailureReport().getDetails());
    }

    private static ArchRule stayInItsRooms(Library library, House house) {
        return classes().should(library.stayInItsRooms(house));
    }
}

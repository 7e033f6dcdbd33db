package io.github.safemigration.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.lang.ArchRule;
import java.util.regex.Pattern;

/** The rule on what a test could not foresee. */
final class TimeAndChance {

    private static final Pattern CALLS = Pattern.compile(String.join(
            "|",
            "java\\.time\\.(\\w|\\.)+\\.now\\((java\\.time\\.ZoneId)?\\)",
            "java\\.time\\.Clock\\.(system|tick(Millis|Seconds|Minutes))\\w*\\(.*",
            "java\\.lang\\.System\\.currentTimeMillis\\(\\)",
            "java\\.lang\\.Thread\\.sleep\\(.*",
            "java\\.util\\.concurrent\\.TimeUnit\\.sleep\\(.*",
            "java\\.util\\.concurrent\\.locks\\.LockSupport\\.park\\w+\\(.*",
            "java\\.lang\\.Math\\.random\\(\\)",
            "java\\.util\\.UUID\\.randomUUID\\(\\)",
            "java\\.util\\.concurrent\\.ThreadLocalRandom\\.current\\(\\)",
            "java\\.(util|security)\\.\\w*Random\\.<init>\\(.*"));

    private static final DescribedPredicate<JavaCall<?>> UNFORESEEN = DescribedPredicate.describe(
            "time, sleep or randomness of the JVM",
            call -> CALLS.matcher(call.getTarget().getFullName()).matches());

    private TimeAndChance() {}

    static ArchRule rule(House house) {
        return noClasses()
                .that()
                .resideInAPackage(house.packages("engine"))
                .should()
                .callCodeUnitWhere(UNFORESEEN);
    }
}

package io.github.safemigration.boot.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.safemigration.boot.cli.CommandMode;
import jakarta.servlet.ServletContext;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.boot.web.server.reactive.context.AnnotationConfigReactiveWebServerApplicationContext;
import org.springframework.boot.web.server.servlet.context.AnnotationConfigServletWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.aot.AbstractAotProcessor;
import org.springframework.core.env.MapPropertySource;
import org.springframework.mock.web.MockServletContext;
import org.springframework.web.context.support.GenericWebApplicationContext;

class MigrationProbeConditionTests {

    private final AnnotationConfigServletWebServerApplicationContext web =
            new AnnotationConfigServletWebServerApplicationContext();

    @Test
    void aWebApplicationIsProbed() {
        assertThat(matches(web)).isTrue();
        assertThat(matches(new AnnotationConfigReactiveWebServerApplicationContext()))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"VALIDATE", "background"})
    void aStartThatValidatesOrMigratesInTheBackgroundIsProbed(String startup) {
        assertThat(matches(web, "migration.startup=" + startup)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "migration.enabled=false",
                "spring.liquibase.enabled=false",
                "migration.startup=off",
                "migration.probe-responder.enabled=false"
            })
    void aStartWithoutMigrationIsNotProbed(String property) {
        assertThat(matches(web, property)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"migration.startup=sometimes", "migration.enabled=perhaps", "migration.heartbeat=often"})
    void aPropertyThatCannotBeReadIsLeftToTheBeanThatNeedsIt(String property) {
        assertThat(matches(web, property)).isFalse();
    }

    @Test
    void anApplicationWithoutAPortIsNotProbed() {
        assertThat(matches(new AnnotationConfigApplicationContext())).isFalse();
        assertThat(matches(new GenericWebApplicationContext(new MockServletContext())))
                .isFalse();
    }

    @Test
    void anApplicationInAServletContainerIsNotProbed() {
        ServletContext container = new MockServletContext();
        web.setServletContext(container);

        assertThat(matches(web)).isFalse();
    }

    @Test
    void aCommandIsNotProbed() {
        web.getEnvironment().getPropertySources().addFirst(new MapPropertySource("migrationCommand", Map.of()));

        assertThat(CommandMode.isActive(web.getEnvironment())).isTrue();
        assertThat(matches(web)).isFalse();
    }

    @Test
    void aBuildThatGeneratesCodeIsNotProbed() {
        TestPropertyValues.of(AbstractAotProcessor.AOT_PROCESSING + "=true")
                .applyToSystemProperties(() -> assertThat(matches(web)).isFalse());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "com.sun.net.httpserver",
                "org.springframework.boot.web.server.context",
                "org.springframework.boot.actuate.autoconfigure",
                "org.springframework.boot.health"
            })
    void aClassPathThatLacksWhatIsNeededIsNotProbed(String missing) {
        web.setClassLoader(new FilteredClassLoader(missing));

        assertThat(matches(web)).isFalse();
    }

    private static boolean matches(ConfigurableApplicationContext context, String... properties) {
        TestPropertyValues.of(properties).applyTo(context);
        return MigrationProbeCondition.matches(context);
    }
}

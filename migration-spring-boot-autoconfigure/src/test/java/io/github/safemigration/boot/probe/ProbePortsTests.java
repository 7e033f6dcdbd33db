package io.github.safemigration.boot.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.safemigration.boot.probe.ProbeRoutes.Kind;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.boot.convert.ApplicationConversionService;
import org.springframework.mock.env.MockEnvironment;

class ProbePortsTests {

    private final MockEnvironment environment = new MockEnvironment();

    ProbePortsTests() {
        environment.setConversionService(new ApplicationConversionService());
    }

    @Test
    void withoutConfigurationAllIsOnOnePort() {
        ProbePort port = only();

        assertThat(port.port()).isEqualTo(8080);
        assertThat(port.address()).isNull();
        assertThat(port.ssl()).isNull();
        assertThat(port.routes().kindOf("/actuator/health/liveness")).isEqualTo(Kind.LIVENESS);
        assertThat(port.routes().kindOf("/actuator/health/readiness")).isEqualTo(Kind.READINESS);
        assertThat(port.routes().kindOf("/actuator/health")).isEqualTo(Kind.READINESS);
        assertThat(port.routes().kindOf("/actuator/health/live")).isEqualTo(Kind.READINESS);
        assertThat(port.routes().kindOf("/actuator/healthy")).isEqualTo(Kind.OTHER);
        assertThat(port.routes().kindOf("/livez")).isEqualTo(Kind.OTHER);
        assertThat(port.routes().kindOf("/")).isEqualTo(Kind.OTHER);
    }

    @Test
    void pathsAreTheConfiguredOnesOfAServletApplication() {
        set("server.servlet.context-path=/shop/", "spring.mvc.servlet.path=/api", "spring.webflux.base-path=/no");
        set("management.endpoints.web.base-path=/manage", "management.endpoints.web.path-mapping.health=state");

        assertThat(only().routes().kindOf("/shop/api/manage/state/liveness")).isEqualTo(Kind.LIVENESS);
        assertThat(only().routes().kindOf("/actuator/health/liveness")).isEqualTo(Kind.OTHER);
    }

    @Test
    void pathsAreTheConfiguredOnesOfAReactiveApplication() {
        set(
                "server.servlet.context-path=/no",
                "spring.webflux.base-path=/shop",
                "management.endpoints.web.base-path=/");

        ProbePort port = new ProbePorts(environment, false).all().get(0);

        assertThat(port.routes().kindOf("/shop/health/liveness")).isEqualTo(Kind.LIVENESS);
    }

    @Test
    void aSeparateManagementPortHasTheEndpoints() {
        set("server.port=81", "server.servlet.context-path=/shop");
        set("management.server.port=82", "management.server.base-path=/ops");

        List<ProbePort> ports = ports();

        assertThat(ports).extracting(ProbePort::port).containsExactly(81, 82);
        assertThat(ports.get(0).routes().kindOf("/shop/actuator/health/liveness"))
                .isEqualTo(Kind.OTHER);
        assertThat(ports.get(1).routes().kindOf("/ops/actuator/health/liveness"))
                .isEqualTo(Kind.LIVENESS);
    }

    @Test
    void additionalPathsAreOnTheServersPort() {
        set("management.endpoint.health.probes.add-additional-paths=true", "server.servlet.context-path=/shop");
        set("management.server.port=82");

        List<ProbePort> ports = ports();

        assertThat(ports.get(0).routes().kindOf("/shop/livez")).isEqualTo(Kind.LIVENESS);
        assertThat(ports.get(0).routes().kindOf("/shop/readyz")).isEqualTo(Kind.READINESS);
        assertThat(ports.get(1).routes().kindOf("/livez")).isEqualTo(Kind.OTHER);
    }

    @Test
    void additionalPathsOfGroupsReplaceThoseOfBoot() {
        set("management.endpoint.health.probes.add-additional-paths=true", "management.server.port=82");
        set("management.endpoint.health.group.liveness.additional-path=management:alive");
        set("management.endpoint.health.group.custom.additional-path=server:/custom");

        List<ProbePort> ports = ports();

        assertThat(ports.get(0).routes().kindOf("/livez")).isEqualTo(Kind.OTHER);
        assertThat(ports.get(0).routes().kindOf("/readyz")).isEqualTo(Kind.READINESS);
        assertThat(ports.get(0).routes().kindOf("/custom")).isEqualTo(Kind.READINESS);
        assertThat(ports.get(1).routes().kindOf("/alive")).isEqualTo(Kind.LIVENESS);
    }

    @Test
    void theStatusIsThereOnlyIfItsEndpointIsExposed() {
        assertThat(only().routes().status()).isNull();

        set("management.endpoints.web.exposure.include=health,migrations");
        assertThat(only().routes().kindOf("/actuator/migrations")).isEqualTo(Kind.STATUS);
        assertThat(only().routes().kindOf("/actuator/migrations/plan")).isEqualTo(Kind.OTHER);

        set("management.endpoints.web.path-mapping.migrations=db");
        assertThat(only().routes().kindOf("/actuator/db")).isEqualTo(Kind.STATUS);

        set("management.endpoints.web.exposure.exclude=migrations");
        assertThat(only().routes().status()).isNull();
    }

    @Test
    void theStatusIsNotThereWithoutAccess() {
        set("management.endpoints.web.exposure.include=*");
        assertThat(only().routes().status()).isEqualTo("/actuator/migrations");

        set("management.endpoints.access.default=none");
        assertThat(only().routes().status()).isNull();

        set("management.endpoint.migrations.access=read-only");
        assertThat(only().routes().status()).isEqualTo("/actuator/migrations");

        set("management.endpoints.access.max-permitted=none");
        assertThat(only().routes().status()).isNull();
    }

    @Test
    void healthThatIsNotExposedIsNotAnswered() {
        set("management.endpoints.web.exposure.exclude=*");
        set("management.endpoint.health.probes.add-additional-paths=true");

        assertThat(only().routes().kindOf("/actuator/health/liveness")).isEqualTo(Kind.OTHER);
        assertThat(only().routes().kindOf("/livez")).isEqualTo(Kind.OTHER);
    }

    @Test
    void portsWithoutANumberAreLeftOut() {
        set("server.port=0", "management.server.port=82");
        assertThat(ports()).extracting(ProbePort::port).containsExactly(82);

        set("server.port=-1", "management.server.port=0");
        assertThat(ports()).isEmpty();

        set("server.port=81", "management.server.port=-1");
        assertThat(ports()).extracting(ProbePort::port).containsExactly(81);
    }

    @Test
    void addressesAreTheConfiguredOnes() throws UnknownHostException {
        set("server.address=127.0.0.2", "management.server.port=82");

        assertThat(ports().get(0).address()).isEqualTo(InetAddress.getByName("127.0.0.2"));
        assertThat(ports().get(1).address()).isNull();
    }

    @Test
    void theManagementPortHasTheServersTlsUnlessItHasItsOwn() {
        set("server.ssl.bundle=web", "management.server.port=82");
        assertThat(ports())
                .extracting(port -> port.ssl() == null ? "" : port.ssl().getBundle())
                .containsExactly("web", "web");

        set("management.server.ssl.bundle=ops");
        assertThat(ports())
                .extracting(port -> port.ssl() == null ? "" : port.ssl().getBundle())
                .containsExactly("web", "ops");

        set("management.server.ssl.enabled=false");
        assertThat(ports().get(1).ssl()).isNull();
    }

    private void set(String... properties) {
        for (String property : properties) {
            String[] parts = property.split("=", 2);
            environment.setProperty(parts[0], parts[1]);
        }
    }

    private List<ProbePort> ports() {
        return new ProbePorts(environment, true).all();
    }

    private ProbePort only() {
        assertThat(ports()).hasSize(1);
        return ports().get(0);
    }
}

package io.github.safemigration.boot.probe;

import static java.net.http.HttpResponse.BodyHandlers.discarding;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.github.safemigration.testsupport.FreePort;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.convert.ApplicationConversionService;
import org.springframework.core.io.DefaultResourceLoader;
import org.springframework.mock.env.MockEnvironment;

class ProbeTlsTests {

    private static final String PASSWORD = "changeit";

    private static String file = "";

    private final MockEnvironment environment = new MockEnvironment();

    private final int port = FreePort.find();

    @BeforeAll
    static void makeKeyStore(@TempDir Path folder) throws IOException, InterruptedException {
        file = TestKeyStore.in(folder).toString();
    }

    @Test
    void clientsAreAskedForTheCertificateThatTheServerWillAskFor() throws Exception {
        set("server.ssl.key-store", file);
        set("server.ssl.key-store-password", PASSWORD);
        set("server.ssl.trust-store", file);
        set("server.ssl.trust-store-password", PASSWORD);
        set("server.ssl.client-auth", "need");
        set("server.ssl.enabled-protocols", "TLSv1.2");

        try (ProbeResponder responder = open()) {
            await().ignoreExceptions().until(() -> get(client(true)) == 200);
            assertThat(responder.probedPath(ProbeRole.SERVER)).isNotNull();
            HttpClient unknown = client(false);
            assertThatExceptionOfType(IOException.class).isThrownBy(() -> get(unknown));
        }
    }

    @Test
    void protocolsAreThoseOfTheBundle() throws Exception {
        set("server.ssl.bundle", "web");
        set("spring.ssl.bundle.jks.web.keystore.location", file);
        set("spring.ssl.bundle.jks.web.keystore.password", PASSWORD);
        set("spring.ssl.bundle.jks.web.options.enabled-protocols", "TLSv1.2");

        try (ProbeResponder responder = open()) {
            await().ignoreExceptions().until(() -> get(client(false)) == 200);
            assertThat(responder.probedPath(ProbeRole.SERVER)).isNotNull();
            HttpClient newer = client(false, "TLSv1.3");
            assertThatExceptionOfType(IOException.class).isThrownBy(() -> get(newer));
        }
    }

    private ProbeResponder open() {
        set("server.port", String.valueOf(port));
        environment.setConversionService(new ApplicationConversionService());
        return new ProbeResponder(environment, new DefaultResourceLoader(), true, "5");
    }

    private void set(String name, String value) {
        environment.setProperty(name, value);
    }

    private int get(HttpClient client) throws IOException, InterruptedException {
        URI liveness = URI.create("https://localhost:" + port + "/actuator/health/liveness");
        return client.send(HttpRequest.newBuilder(liveness).build(), discarding())
                .statusCode();
    }

    private static HttpClient client(boolean withCertificate, String... protocols)
            throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance(Path.of(file).toFile(), PASSWORD.toCharArray());
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(withCertificate ? keys.getKeyManagers() : new KeyManager[0], trust.getTrustManagers(), null);
        HttpClient.Builder client = HttpClient.newBuilder().sslContext(context);
        if (protocols.length > 0) {
            client.sslParameters(new SSLParameters(null, protocols));
        }
        return client.build();
    }
}

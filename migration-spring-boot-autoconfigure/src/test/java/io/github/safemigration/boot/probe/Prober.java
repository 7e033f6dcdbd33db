package io.github.safemigration.boot.probe;

import static org.awaitility.Awaitility.await;

import io.github.safemigration.testsupport.FreePort;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.convert.ApplicationConversionService;
import org.springframework.core.io.DefaultResourceLoader;
import org.springframework.mock.env.MockEnvironment;

/** Asks one address over and over, each time on a new connection, as a kubelet does, and notes what it hears when. */
final class Prober implements AutoCloseable {

    private static final int NO_ANSWER = -1;

    private final URL url;

    private final SSLContext trustsAll;

    private final List<Answer> answers = new CopyOnWriteArrayList<>();

    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "prober");
        thread.setDaemon(true);
        return thread;
    });

    private final ScheduledFuture<?> asking;

    Prober(String address, Duration period) {
        try {
            this.url = URI.create(address).toURL();
            this.trustsAll = SSLContext.getInstance("TLS");
            this.trustsAll.init(null, new TrustManager[] {new TrustsAll()}, new SecureRandom());
        } catch (IOException | GeneralSecurityException ex) {
            throw new IllegalStateException(ex);
        }
        this.asking = clock.scheduleAtFixedRate(this::ask, 0, period.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void ask() {
        answers.add(answer());
    }

    private Answer answer() {
        try {
            HttpURLConnection connection = (HttpURLConnection) url.openConnection();
            if (connection instanceof HttpsURLConnection secure) {
                secure.setSSLSocketFactory(trustsAll.getSocketFactory());
                secure.setHostnameVerifier((host, session) -> true);
            }
            connection.setConnectTimeout(1000);
            connection.setReadTimeout(1000);
            connection.setRequestProperty("Connection", "close");
            try {
                int status = connection.getResponseCode();
                InputStream body = status < 400 ? connection.getInputStream() : connection.getErrorStream();
                String text = body == null ? "" : new String(body.readAllBytes(), StandardCharsets.UTF_8);
                return new Answer(System.nanoTime(), status, connection.getHeaderField("Retry-After"), text);
            } finally {
                connection.disconnect();
            }
        } catch (IOException ex) {
            return new Answer(System.nanoTime(), NO_ANSWER, null, "");
        }
    }

    /** Lets this JVM shake hands a few times: a kubelet is no cold JVM, and its own time would count as silence. */
    static void warmUpTls(String keyStore) {
        int port = FreePort.find();
        MockEnvironment environment = new MockEnvironment()
                .withProperty("server.port", String.valueOf(port))
                .withProperty("server.ssl.key-store", keyStore)
                .withProperty("server.ssl.key-store-password", "changeit");
        environment.setConversionService(new ApplicationConversionService());
        try (ProbeResponder responder = new ProbeResponder(environment, new DefaultResourceLoader(), true, "5");
                Prober prober = new Prober("https://localhost:" + port + "/", Duration.ofMillis(1))) {
            await().until(() -> prober.answers().size() >= 20);
            responder.leave(ProbeRole.SERVER);
        }
    }

    int last() {
        return answers.isEmpty() ? NO_ANSWER : answers.get(answers.size() - 1).status();
    }

    /** Statuses of the answers that were heard, in their order, each series of equal ones told once. */
    List<Integer> series() {
        List<Integer> series = new CopyOnWriteArrayList<>();
        for (Answer answer : answers) {
            boolean repeated = !series.isEmpty() && series.get(series.size() - 1) == answer.status();
            if (answer.status() != NO_ANSWER && !repeated) {
                series.add(answer.status());
            }
        }
        return series;
    }

    /** The answers that were heard, in their order. */
    List<Answer> answers() {
        return answers.stream().filter(answer -> answer.status() != NO_ANSWER).toList();
    }

    /** The longest time between two answers of 200 within a span of {@link System#nanoTime()}. */
    Silence longestSilence(long from, long to) {
        long previous = from;
        Silence longest = new Silence(from, from);
        for (Answer answer : answers) {
            if (answer.status() == 200 && answer.at() > from && answer.at() < to) {
                longest = longest.orLonger(new Silence(previous, answer.at()));
                previous = answer.at();
            }
        }
        return longest.orLonger(new Silence(previous, to));
    }

    @Override
    public void close() {
        asking.cancel(false);
        clock.shutdownNow();
    }

    /**
     * What was heard.
     *
     * @param at when, by {@link System#nanoTime()}
     * @param status its HTTP status, or -1 if there was no answer
     * @param retryAfter its header {@code Retry-After}, if it has one
     * @param body its body
     */
    record Answer(long at, int status, @Nullable String retryAfter, String body) {}

    /**
     * A time without an answer.
     *
     * @param from its begin, by {@link System#nanoTime()}
     * @param to its end
     */
    record Silence(long from, long to) {

        Silence orLonger(Silence other) {
            return other.to - other.from > to - from ? other : this;
        }

        Duration length() {
            return Duration.ofNanos(to - from);
        }
    }

    private static final class TrustsAll implements X509TrustManager {

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}

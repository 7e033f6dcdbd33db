package io.github.safemigration.testsupport;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a server answered.
 *
 * @param status the HTTP status
 * @param contentType the content type; empty if there is none
 * @param retryAfter the header Retry-After; empty if there is none
 * @param body the body as text
 */
public record HttpAnswer(int status, String contentType, String retryAfter, String body) {

    private static final JsonMapper MAPPER = new JsonMapper();
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    /**
     * Asks with GET.
     *
     * @param url whom and what
     * @return the answer
     */
    public static HttpAnswer get(String url) {
        return get(url, "*/*");
    }

    /**
     * Asks with GET.
     *
     * @param url whom and what
     * @param accept the header Accept
     * @return the answer
     */
    public static HttpAnswer get(String url, String accept) {
        return send(HttpRequest.newBuilder(URI.create(url)).header("Accept", accept));
    }

    /**
     * Has something done with POST.
     *
     * @param url whom and what
     * @param body a JSON object
     * @return the answer
     */
    public static HttpAnswer post(String url, String body) {
        return send(HttpRequest.newBuilder(URI.create(url))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private static HttpAnswer send(HttpRequest.Builder unsent) {
        HttpRequest request = unsent.timeout(Duration.ofSeconds(30)).build();
        try {
            HttpResponse<String> response = CLIENT.send(request, BodyHandlers.ofString());
            return new HttpAnswer(
                    response.statusCode(),
                    header(response, "Content-Type"),
                    header(response, "Retry-After"),
                    response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String header(HttpResponse<?> response, String name) {
        return response.headers().firstValue(name).orElse("");
    }

    /** {@return the body as JSON} */
    public JsonNode json() {
        return MAPPER.readTree(body);
    }

    /**
     * Looks something up in the body.
     *
     * @param pointer a JSON pointer
     * @return what stands there, also if that is nothing
     */
    public JsonNode at(String pointer) {
        return json().at(pointer);
    }
}

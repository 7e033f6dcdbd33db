package io.github.safemigration.sample;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.safemigration.testsupport.DatabaseTest;
import io.github.safemigration.testsupport.FreshDatabase;
import java.net.URI;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.EntityExchangeResult;
import org.springframework.test.web.servlet.client.RestTestClient.ResponseSpec;

@DatabaseTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OrderBookApplicationTests {

    private final RunningOrderBook app;

    OrderBookApplicationTests(FreshDatabase database) {
        this.app = RunningOrderBook.start(database.properties());
    }

    @AfterAll
    void stop() {
        app.close();
    }

    @Test
    void takesAnOrderAndItsPayments() {
        URI order = created("/orders", """
                {"customer": 2, "note": "Ring twice",
                 "lines": [{"sku": "DESK-01", "quantity": 1}, {"sku": "MAT-03", "quantity": 2}]}""", """
                {"customer": {"name": "Noor de Vries"}, "status": "PLACED", "total": 648.00, "paid": 0.00}""");

        ok(order + "/payments", "{\"method\": \"VOUCHER\", \"amount\": 48}", "{\"status\": \"PLACED\"}");
        ok(order + "/payments", "{\"method\": \"CARD\", \"amount\": 600}", "{\"status\": \"PAID\"}");

        app.get(order.toString()).expectStatus().isOk().expectBody().json("""
                {"status": "PAID", "paid": 648.00, "note": "Ring twice",
                 "lines": [{"sku": "DESK-01", "quantity": 1, "unitPrice": 599.00}, {"sku": "MAT-03", "quantity": 2}],
                 "payments": [{"label": "Gift voucher", "amount": 48.00}, {"label": "Credit card"}]}""");
        refused(
                app.post(order + "/cancellation", ""),
                409,
                "{\"detail\": \"Order %s is PAID\"}".formatted(last(order)));
    }

    @Test
    void listsOrdersByStatusNewestFirst() {
        URI placed =
                created("/orders", "{\"customer\": 3, \"lines\": [{\"sku\": \"LAMP-01\", \"quantity\": 1}]}", "{}");
        ok(placed + "/cancellation", "", "{\"status\": \"CANCELLED\"}");

        app.get("/orders?status=CANCELLED").expectStatus().isOk().expectBody().json("""
                {"content": [{"number": %s, "customer": "Luca Bianchi", "total": 39.90, "paid": 0.00}],
                 "page": {"number": 0, "size": 50, "totalElements": 1}}""".formatted(last(placed)));
    }

    @Test
    void keepsThePriceOfTheDayInAnOrderAndSellsNoDiscontinuedProduct() {
        created("/products", "{\"sku\": \"PEN-1\", \"name\": \"Pen\", \"price\": 1.5}", "{\"price\": 1.50}");
        String order = "{\"customer\": 1, \"lines\": [{\"sku\": \"PEN-1\", \"quantity\": 3}]}";
        created("/orders", order, "{\"total\": 4.50}");

        app.delete("/products/PEN-1").expectStatus().isNoContent();

        refused(app.post("/orders", order), 422, "{\"detail\": \"Product PEN-1 cannot be ordered\"}");
        app.get("/products/PEN-1").expectStatus().isOk().expectBody().json("{\"discontinued\": true}");
    }

    @Test
    void namesTheFieldsThatAreWrong() {
        refused(app.post("/customers", "{\"name\": \"\", \"email\": \"nobody\", \"country\": \"DE\"}"), 400, """
                {"fields": {"name": "must not be blank", "email": "must be a well-formed email address"}}""");
        refused(
                app.post("/orders", "{\"customer\": 1, \"lines\": [{\"sku\": \"LAMP-01\", \"quantity\": 0}]}"),
                400,
                """
                {"fields": {"lines[0].quantity": "must be greater than 0"}}""");
    }

    @Test
    void refusesASecondCustomerWithTheSameAddressAndACountryItDoesNotKnow() {
        String eva = "{\"name\": \"Eva\", \"email\": \"%s\", \"country\": \"%s\"}";
        created("/customers", eva.formatted("eva@example.org", "SE"), "{\"country\": {\"name\": \"Sweden\"}}");

        refused(app.post("/customers", eva.formatted("EVA@example.org", "SE")), 409, "{}");
        refused(app.post("/customers", eva.formatted("other@example.org", "ZZ")), 422, "{}");
    }

    @Test
    void answersWhatIsNotThereWithAProblem() {
        for (String path : new String[] {"/orders/1", "/customers/99", "/products/NONE", "/nowhere"}) {
            refused(app.get(path), 404, "{\"title\": \"Not Found\"}");
        }
    }

    @Test
    void showsItsVersionHealthAndMetrics() {
        app.get("/actuator/info").expectBody().json("{\"build\": {\"artifact\": \"sample-app\"}}");
        app.get("/actuator/health/readiness").expectBody().json("{\"status\": \"UP\"}");
        app.get("/actuator/prometheus").expectBody(String.class).value(metrics -> assertThat(metrics)
                .contains("hikaricp_connections{"));
    }

    private URI created(String path, String request, String expected) {
        EntityExchangeResult<byte[]> result = app.post(path, request)
                .expectStatus()
                .isCreated()
                .expectBody()
                .json(expected)
                .returnResult();
        return Objects.requireNonNull(result.getResponseHeaders().getLocation());
    }

    private void ok(String path, String request, String expected) {
        app.post(path, request).expectStatus().isOk().expectBody().json(expected);
    }

    private static void refused(ResponseSpec response, int status, String expected) {
        response.expectStatus()
                .isEqualTo(status)
                .expectHeader()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .expectBody()
                .json(expected);
    }

    private static String last(URI location) {
        return location.getPath().substring(location.getPath().lastIndexOf('/') + 1);
    }
}

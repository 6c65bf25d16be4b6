package io.freshet.ingest.serve;

import static io.freshet.ingest.serve.WireCases.payment;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import io.freshet.ingest.serve.Fixture.Trouble;
import io.freshet.ingest.serve.WireCase.Row;
import java.net.http.HttpResponse;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The document that is served, held against what is answered. */
class OpenApiTest {
  private static final String KEY = "Bearer " + Fixture.READ_WRITE;
  private static final String OTHER = "Bearer " + Fixture.REFUNDS_ONLY;
  private static final String GHOST = "Bearer " + Fixture.GHOST;

  private static Fixture server;
  private static JsonWire client;
  private static OpenApi document;

  @BeforeAll
  static void start() {
    server = new Fixture();
    client = new JsonWire(server.port());
    document = new OpenApi(client.get("/openapi.yaml", "").body());
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void isServedAsYamlOfVersionThreeDotOne() {
    HttpResponse<String> response = client.get("/openapi.yaml", "");
    assertThat(response.headers().firstValue("content-type")).contains("application/yaml");
    assertThat(document.root().path("openapi").asText()).isEqualTo("3.1.0");
  }

  @Test
  void everyAnswerIsAsDocumentedAndEveryDocumentedAnswerIsSeen() {
    Set<String> seen = new TreeSet<>();
    WireCases.all()
        .forEach(wanted ->
            seen.add(
                checked(
                    "POST /ingest",
                    in(
                        wanted.trouble(),
                        () ->
                            client.post(
                                "/ingest", wanted.authorization(), wanted.push().json())))));
    read(seen);
    source(seen);
    for (String path : Set.of("/healthz/live", "/healthz/ready", "/metrics", "/openapi.yaml")) {
      seen.add("GET " + path + " " + client.get(path, "").statusCode());
    }
    seen.add(
        "GET /healthz/ready "
            + in(Trouble.UNAVAILABLE, () -> client.get("/healthz/ready", "")).statusCode());
    assertThat(seen).isEqualTo(document.answers());
  }

  @Test
  void whatIsAcceptedIsAsDocumented() {
    JsonNode schema = document.root().at("/components/schemas/PushRequest");
    assertThat(WireCases.all().filter(wanted -> wanted.row() == Row.OK))
        .isNotEmpty()
        .allSatisfy(
            wanted -> assertThat(document.problems(schema, tree(wanted.push().json()))).isEmpty());
    assertThat(document.problems(schema, tree("{\"records\":{}}"))).isNotEmpty();
  }

  @Test
  void everyExampleIsAsItsSchemaSays() {
    assertThat(document.root().findValues("examples")).hasSizeGreaterThan(12);
    assertThat(document.exampleProblems()).isEmpty();
  }

  private static void read(Set<String> seen) {
    client.push(KEY, Push.of(payment("present").about("sequence", 1L).about("origin", "t/0")));
    client.push(KEY, Push.of(payment("expired").with("event_time", "2076-04-01T00:00:00Z")));
    String both = body("prod", "latest", "present").replace("}]", "},{\"user_id\":\"nobody\"}]");
    readAs(seen, KEY, both, Trouble.NONE);
    readAs(seen, KEY, body("prod", "nothing", "present"), Trouble.NONE);
    readAs(seen, "", both, Trouble.NONE);
    readAs(seen, OTHER, both, Trouble.NONE);
    readAs(seen, GHOST, body("ghost", "latest", "present"), Trouble.NONE);
    readAs(seen, KEY, " ".repeat(6 << 20), Trouble.NONE);
    for (Trouble trouble :
        Set.of(Trouble.THROTTLED, Trouble.UNAVAILABLE, Trouble.BUG, Trouble.HANGS)) {
      readAs(seen, KEY, both, trouble);
    }
  }

  private static void readAs(Set<String> seen, String key, String body, Trouble trouble) {
    seen.add(
        checked(
            "POST /v1/get-features",
            in(trouble, () -> client.post("/v1/get-features", key, body))));
  }

  private static void source(Set<String> seen) {
    sourceAs(seen, "payments", KEY, "none");
    sourceAs(seen, "payments", KEY, "*");
    sourceAs(seen, "payments", "", "none");
    sourceAs(seen, "payments", OTHER, "none");
    sourceAs(seen, "nothing", KEY, "none");
    for (int i = 0; i < 3; i++) {
      sourceAs(seen, "payments", "Bearer " + Fixture.SLOW, "none");
    }
  }

  private static void sourceAs(Set<String> seen, String name, String key, String known) {
    var request =
        client.request("/v1/sources/prod/" + name, key).header("If-None-Match", known).build();
    seen.add(checked("GET /v1/sources/{workspace}/{push_source}", client.send(request)));
  }

  /** The answer's name in the document, once its headers and its body have been checked. */
  private static String checked(String operation, HttpResponse<String> response) {
    String answer = operation + " " + response.statusCode();
    JsonNode documented = document.response(answer);
    assertThat(documented.isMissingNode()).as("%s is documented", answer).isFalse();
    JsonNode schema = documented.at("/content/application~1json/schema");
    if (schema.isMissingNode()) {
      assertThat(response.body()).as(answer).isEmpty();
    } else {
      assertThat(document.problems(schema, JsonWire.json(response)))
          .as("%s: %s", answer, response.body())
          .isEmpty();
    }
    documented
        .path("headers")
        .properties()
        .forEach(header -> {
          String value = response.headers().firstValue(header.getKey()).orElse("(missing)");
          JsonNode type = document.resolve(header.getValue()).path("schema");
          assertThat(document.problems(type, tree(type.path("type").asText(), value)))
              .as("%s: %s", answer, header.getKey())
              .isEmpty();
        });
    assertThat(response.headers().firstValue("retry-after").isPresent())
        .isEqualTo(documented.path("headers").has("Retry-After"));
    return answer;
  }

  private static HttpResponse<String> in(Trouble trouble, Supplier<HttpResponse<String>> exchange) {
    server.trouble(trouble);
    try {
      return exchange.get();
    } finally {
      server.trouble(Trouble.NONE);
    }
  }

  private static String body(String workspace, String view, String user) {
    return """
    {"workspace_name":"%s","feature_view_name":"%s","join_keys":[{"user_id":"%s"}]}\
    """
        .formatted(workspace, view, user);
  }

  private static JsonNode tree(String type, String value) {
    return type.equals("integer") ? tree(value) : TextNode.valueOf(value);
  }

  private static JsonNode tree(String json) {
    try {
      return new ObjectMapper().readTree(json);
    } catch (JsonProcessingException e) {
      throw new AssertionError("not JSON: " + json, e);
    }
  }
}

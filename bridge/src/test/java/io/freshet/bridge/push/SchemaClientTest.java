package io.freshet.bridge.push;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import io.freshet.bridge.config.IngestConfig;
import io.freshet.bridge.config.IngestConfig.Protocol;
import io.freshet.bridge.push.SchemaClient.NotNow;
import io.freshet.bridge.push.SchemaClient.Registered;
import io.freshet.bridge.push.SchemaClient.Unknown;
import io.freshet.schema.Field;
import io.freshet.schema.Fields;
import io.freshet.schema.PushSource;
import io.freshet.schema.ScalarType;
import io.freshet.schema.SourceJson;
import io.freshet.schema.TimestampRule;
import io.freshet.schema.UnknownFields;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SchemaClientTest {
  private static final WireMockServer SERVER =
      new WireMockServer(WireMockConfiguration.options().dynamicPort());
  private static final String PATH = "/v1/sources/prod/payments";

  private SchemaClient client;

  @BeforeAll
  static void start() {
    SERVER.start();
  }

  @AfterAll
  static void stop() {
    SERVER.stop();
  }

  @BeforeEach
  void reset() {
    SERVER.resetAll();
    client =
        new SchemaClient(
            new Connection(
                new IngestConfig(
                    URI.create("http://localhost:" + SERVER.port()),
                    "prod",
                    "key",
                    Duration.ofSeconds(5),
                    Protocol.HTTP_1_1),
                1));
  }

  @Test
  void asksOnlyForAnotherThanTheOneItHas() {
    SERVER.stubFor(
        get(urlEqualTo(PATH)).willReturn(okJson(schema("first")).withHeader("ETag", "\"one\"")));
    SERVER.stubFor(
        get(urlEqualTo(PATH))
            .withHeader("If-None-Match", equalTo("\"one\""))
            .willReturn(aResponse().withStatus(304)));
    assertThat(description()).isEqualTo("first");
    assertThat(description()).isEqualTo("first");
    SERVER.verify(
        1, getRequestedFor(urlEqualTo(PATH)).withHeader("If-None-Match", equalTo("\"one\"")));

    SERVER.stubFor(
        get(urlEqualTo(PATH))
            .withHeader("If-None-Match", equalTo("\"one\""))
            .willReturn(okJson(schema("second")).withHeader("ETag", "\"two\"")));
    assertThat(description()).isEqualTo("second");
  }

  @Test
  void aServerWithoutTagsIsAskedForAllOfIt() {
    SERVER.stubFor(get(urlEqualTo(PATH)).willReturn(okJson(schema("first"))));
    assertThat(description()).isEqualTo("first");
    assertThat(description()).isEqualTo("first");
  }

  @Test
  void whatIsNotTheSchemaIsNotNowOrUnknown() {
    for (int status : new int[] {200, 304, 401, 404, 500}) {
      SERVER.stubFor(
          get(urlEqualTo(PATH)).willReturn(aResponse().withStatus(status).withBody("<html>")));
      assertThat(client.fetch("payments")).as("%d", status).isInstanceOf(NotNow.class);
    }
    SERVER.stubFor(
        get(urlEqualTo(PATH))
            .willReturn(
                okJson("{\"requestError\":{\"errorType\":\"UNKNOWN_PUSH_SOURCE\"}}")
                    .withStatus(404)));
    assertThat(client.fetch("payments")).isInstanceOf(Unknown.class);
  }

  @Test
  void anInterruptedThreadHearsNotNowAndStaysInterrupted() {
    SERVER.stubFor(get(urlEqualTo(PATH)).willReturn(okJson(schema("first"))));
    Thread.currentThread().interrupt();
    assertThat(client.fetch("payments")).isInstanceOf(NotNow.class);
    assertThat(Thread.interrupted()).isTrue();
  }

  private String description() {
    return ((Registered) client.fetch("payments")).source().description();
  }

  private static String schema(String description) {
    return new String(
        SourceJson.write(
            new PushSource(
                "prod",
                "payments",
                description,
                new TimestampRule(
                    "at", TimestampRule.DEFAULT_MAX_FUTURE, TimestampRule.DEFAULT_MAX_AGE),
                UnknownFields.REJECT,
                new Fields(List.of(new Field("at", ScalarType.TIMESTAMP, true))),
                List.of())),
        StandardCharsets.UTF_8);
  }
}

package io.freshet.ingest.store.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.freshet.embedded.EmbeddedServers;
import io.freshet.ingest.write.StoreException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The tables of another account: a role is assumed, and the calls are signed as that role. */
class RoleIT {
  private static final String ROLE = "arn:aws:iam::123456789012:role/freshet";
  private static final String STS = "aws.endpointUrlSts";

  private final List<String> assumed = new CopyOnWriteArrayList<>();
  private final List<String> signedBy = new CopyOnWriteArrayList<>();
  private HttpServer server;
  private int status = 200;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          String body =
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
          assumed.add(body);
          signedBy.add(exchange.getRequestHeaders().getFirst("Authorization"));
          byte[] answer =
              (status == 200 ? credentials() : denied()).getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().add("Content-Type", "text/xml");
          exchange.sendResponseHeaders(status, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    server.start();
    System.setProperty(STS, "http://127.0.0.1:" + server.getAddress().getPort());
  }

  @AfterEach
  void stop() {
    System.clearProperty(STS);
    server.stop(0);
  }

  @Test
  void theRoleIsAssumedWithTheChainsCredentials() {
    DynamoDbStore.start(settings(EmbeddedServers.dynamoDb().endpoint())).close();
    assertThat(assumed).hasSize(1);
    assertThat(assumed.getFirst())
        .contains("Action=AssumeRole")
        .contains("role%2Ffreshet")
        .contains("RoleSessionName=freshet-ingest");
    assertThat(signedBy.getFirst()).contains("Credential=local/");
  }

  @Test
  void dynamoDbsCallsAreSignedAsTheRole() {
    URI itself = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    assertThatThrownBy(() -> DynamoDbStore.start(settings(itself)))
        .isInstanceOf(StoreException.class);
    assertThat(signedBy.getLast()).contains("Credential=ASSUMED/");
  }

  @Test
  void aRoleThatMayNotBeAssumedIsOneClearMessage() {
    status = 403;
    assertThatThrownBy(() -> DynamoDbStore.start(settings(EmbeddedServers.dynamoDb().endpoint())))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("AccessDenied")
        .hasMessageContaining("role_arn");
  }

  private static DynamoDbSettings settings(URI endpoint) {
    DynamoDbSettings plain = LocalStore.settings(endpoint, "role_", true);
    return new DynamoDbSettings(
        plain.region(), plain.endpoint(), plain.tablePrefix(), true, Optional.of(ROLE));
  }

  private static String credentials() {
    return """
    <AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult>
    <Credentials><AccessKeyId>ASSUMED</AccessKeyId><SecretAccessKey>s</SecretAccessKey>
    <SessionToken>t</SessionToken><Expiration>%s</Expiration></Credentials>
    </AssumeRoleResult></AssumeRoleResponse>
    """
        .formatted(Instant.now().plus(1, ChronoUnit.HOURS).truncatedTo(ChronoUnit.SECONDS));
  }

  private static String denied() {
    return """
    <ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><Error>
    <Type>Sender</Type><Code>AccessDenied</Code><Message>no</Message></Error></ErrorResponse>
    """;
  }
}

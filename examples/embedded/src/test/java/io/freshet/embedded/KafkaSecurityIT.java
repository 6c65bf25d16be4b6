package io.freshet.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class KafkaSecurityIT {

  @RegisterExtension
  static final EmbeddedKafka both =
      EmbeddedKafka.secured(KafkaSecurity.scramOverTls("alice", "correct horse"));

  @BeforeAll
  static void createTheTopic() {
    both.createTopic("secured", 1);
  }

  @Test
  void letsInWhoKnowsThePasswordAndTrustsTheCertificate() {
    assertThat(both.clientProperties()).containsEntry("security.protocol", "SASL_SSL");
    assertThat(written(both.clientProperties())).hasSize(1);
  }

  @Test
  void refusesAWrongPassword() {
    Map<String, String> client = new TreeMap<>(both.clientProperties());
    client.compute("sasl.jaas.config", (key, login) -> login.replace("correct", "wrong"));
    assertThatThrownBy(() -> written(client)).hasCauseInstanceOf(SaslAuthenticationException.class);
  }

  @Test
  void isRefusedByAClientThatDoesNotTrustItsCertificate() {
    Map<String, String> client = new TreeMap<>(both.clientProperties());
    client.remove("ssl.truststore.type");
    client.remove("ssl.truststore.location");
    assertThatThrownBy(() -> written(client)).hasCauseInstanceOf(SslAuthenticationException.class);
  }

  static Stream<KafkaSecurity> onlyOne() {
    return Stream.of(KafkaSecurity.tls(), KafkaSecurity.scram("alice", "correct horse"));
  }

  @ParameterizedTest
  @MethodSource("onlyOne")
  void canDoWithOneOfTheTwo(KafkaSecurity security) {
    try (var kafka = EmbeddedKafka.secured(security)) {
      kafka.start();
      kafka.createTopic("secured", 1);
      assertThat(written(kafka.clientProperties())).hasSize(1);
    }
  }

  private static List<String> written(Map<String, String> client) {
    return new KafkaRecords(Map.copyOf(client), "secured").produce(IntStream.range(0, 1));
  }
}

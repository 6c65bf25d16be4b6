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
  private static final KafkaSecurity BOTH = KafkaSecurity.scramOverTls("alice", "correct horse");
  private static final KafkaSecurity SCRAM = KafkaSecurity.scram("bob", "battery staple");
  private static final KafkaSecurity TLS = KafkaSecurity.tls();

  @RegisterExtension static final EmbeddedKafka kafka = EmbeddedKafka.secured(BOTH, SCRAM, TLS);

  @BeforeAll
  static void createTheTopic() {
    kafka.createTopic("secured", 1);
  }

  static Stream<KafkaSecurity> kinds() {
    return Stream.of(BOTH, SCRAM, TLS);
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void letsInWhoDoesWhatIsAsked(KafkaSecurity kind) {
    assertThat(written(kafka.clientProperties(kind))).hasSize(1);
  }

  @Test
  void asksForBothWhereBothAreSaid() {
    assertThat(kafka.clientProperties(BOTH)).containsEntry("security.protocol", "SASL_SSL");
  }

  @Test
  void refusesAWrongPassword() {
    Map<String, String> client = new TreeMap<>(kafka.clientProperties(BOTH));
    client.compute("sasl.jaas.config", (key, login) -> login.replace("correct", "wrong"));
    assertThatThrownBy(() -> written(client)).hasCauseInstanceOf(SaslAuthenticationException.class);
  }

  @Test
  void isRefusedByAClientThatDoesNotTrustItsCertificate() {
    Map<String, String> client = new TreeMap<>(kafka.clientProperties(BOTH));
    client.remove("ssl.truststore.type");
    client.remove("ssl.truststore.location");
    assertThatThrownBy(() -> written(client)).hasCauseInstanceOf(SslAuthenticationException.class);
  }

  private static List<String> written(Map<String, String> client) {
    return new KafkaRecords(Map.copyOf(client), "secured").produce(IntStream.range(0, 1));
  }
}

package io.freshet.embedded;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What another listener of a broker asks of its clients; the first stays open to all, for the
 * brokers themselves and for tests that look behind the scenes.
 *
 * @param user who may log in, with SCRAM-SHA-512
 * @param encryption whether the connection is TLS, with a self-signed certificate
 */
public record KafkaSecurity(Optional<ScramUser> user, Encryption encryption) {
  private static final String SCRAM = "SCRAM-SHA-512";
  private static final String LOGIN = "org.apache.kafka.common.security.scram.ScramLoginModule";

  /** Of a connection. */
  public enum Encryption {
    /** Bytes go as they are. */
    NONE,
    /** TLS. */
    TLS
  }

  /** A name and its password. */
  public record ScramUser(String name, String password) {
    @Override
    public String toString() {
      return "ScramUser[name=" + name + "]";
    }
  }

  /** Only TLS: {@code security.protocol=SSL}. */
  public static KafkaSecurity tls() {
    return new KafkaSecurity(Optional.empty(), Encryption.TLS);
  }

  /** Only a login: {@code security.protocol=SASL_PLAINTEXT}. */
  public static KafkaSecurity scram(String name, String password) {
    return new KafkaSecurity(Optional.of(new ScramUser(name, password)), Encryption.NONE);
  }

  /** Both: {@code security.protocol=SASL_SSL}. */
  public static KafkaSecurity scramOverTls(String name, String password) {
    return new KafkaSecurity(Optional.of(new ScramUser(name, password)), Encryption.TLS);
  }

  private String protocol() {
    return switch (encryption) {
      case NONE -> user.isPresent() ? "SASL_PLAINTEXT" : "PLAINTEXT";
      case TLS -> user.isPresent() ? "SASL_SSL" : "SSL";
    };
  }

  /** What the client must be told besides the address. */
  Map<String, String> client(SelfSigned certificate) {
    Map<String, String> properties = new TreeMap<>();
    properties.put("security.protocol", protocol());
    user.ifPresent(who -> {
      properties.put("sasl.mechanism", SCRAM);
      properties.put("sasl.jaas.config", login(who));
    });
    if (encryption == Encryption.TLS) {
      properties.put("ssl.truststore.type", "PEM");
      properties.put("ssl.truststore.location", certificate.certificate().toString());
    }
    return properties;
  }

  Listener listener(String address, SelfSigned certificate) {
    return new Listener(protocol(), protocol(), address, broker(certificate));
  }

  private Map<String, String> broker(SelfSigned certificate) {
    Map<String, String> properties = new TreeMap<>();
    if (user.isPresent()) {
      properties.put("sasl.enabled.mechanisms", SCRAM);
      properties.put("scram-sha-512.sasl.jaas.config", LOGIN + " required;");
    }
    if (encryption == Encryption.TLS) {
      properties.put("ssl.keystore.type", "PKCS12");
      properties.put("ssl.keystore.location", certificate.keystore().toString());
      properties.put("ssl.keystore.password", SelfSigned.PASSWORD);
    }
    return properties;
  }

  /** What {@code kafka-storage format} must write into a new cluster's metadata. */
  List<String> formatArguments() {
    return user.map(who -> List.of("--add-scram", credential(who))).orElse(List.of());
  }

  private static String login(ScramUser user) {
    return "%s required username=\"%s\" password=\"%s\";"
        .formatted(LOGIN, user.name(), user.password());
  }

  private static String credential(ScramUser user) {
    return "%s=[name=%s,password=%s]".formatted(SCRAM, user.name(), user.password());
  }
}

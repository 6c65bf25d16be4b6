package io.freshet.bridge.config;

import io.freshet.bridge.config.IngestConfig.Protocol;
import io.freshet.yaml.Problems;
import io.freshet.yaml.Section;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads {@code bridge.yaml}. What is wrong goes to the problems; the result is then of no use. */
public final class BridgeConfigFile {
  private static final int MAX_PORT = 65_535;
  private static final URI NOWHERE = URI.create("http://localhost");

  private final Problems problems;
  private final Secrets secrets;

  /**
   * Reports to {@code problems}.
   *
   * @param environment for {@code ${env:NAME}}
   */
  public BridgeConfigFile(Problems problems, Function<String, @Nullable String> environment) {
    this.problems = problems;
    this.secrets = new Secrets(environment);
  }

  public BridgeConfig read(Path file) {
    Section root = Section.read(file, problems);
    DeadLetterConfig deadLetters = deadLetters(root.section("dead_letters"));
    Map<String, String> kafka = kafka(root.section("kafka"));
    var config =
        new BridgeConfig(
            kafka,
            ingest(root.section("ingest")),
            registry(root),
            delivery(root.section("delivery"), kafka),
            deadLetters,
            admin(root.section("admin")),
            new TopicSections(root, deadLetters.topic(), secrets).topics());
    root.done();
    return config;
  }

  private Map<String, String> kafka(Section section) {
    Map<String, String> properties = new LinkedHashMap<>();
    for (String key : section.keys()) {
      section
          .scalar(key)
          .ifPresent(value -> properties.put(key, secrets.filled(section, key, value)));
      if (ReservedProperties.reason(key).isPresent()) {
        section.problem(key, "cannot be set", ReservedProperties.reason(key).get());
      }
    }
    for (String needed : Set.of("bootstrap.servers", "group.id")) {
      if (properties.getOrDefault(needed, "").isBlank()) {
        section.problem(needed, "is missing");
      }
    }
    String brokers = properties.getOrDefault("bootstrap.servers", "");
    if (!brokers.isBlank()
        && !brokers.matches("\\s*[^,\\s]+:\\d+\\s*(,\\s*[^,\\s]+:\\d+\\s*)*,?\\s*")) {
      section.problem(
          "bootstrap.servers",
          "is not HOST:PORT, or a list of them with commas",
          "such as localhost:9092");
    }
    return properties;
  }

  private IngestConfig ingest(Section section) {
    URI url = url(section);
    String workspace = section.requiredText("workspace");
    String key = secrets.forHeader(section, "api_key", section.requiredText("api_key"));
    Duration timeout = section.duration("timeout").orElse(Duration.ofSeconds(10));
    Protocol protocol =
        section.choice("protocol", Set.of("h2c", "http/1.1")).orElse("h2c").equals("h2c")
            ? Protocol.H2C
            : Protocol.HTTP_1_1;
    section.done();
    return new IngestConfig(url, workspace, key, timeout, protocol);
  }

  private Optional<RegistryConfig> registry(Section root) {
    Section section = root.section("schema_registry");
    return root.has("schema_registry")
        ? Optional.of(new RegistrySection(section, secrets).read())
        : Optional.empty();
  }

  private static URI url(Section section) {
    String text = section.requiredText("url");
    try {
      URI url = new URI(text);
      if (url.getHost() != null
          && url.getPort() <= MAX_PORT
          && Set.of("http", "https").contains(String.valueOf(url.getScheme()))) {
        return url;
      }
    } catch (URISyntaxException _) {
      // reported below, like a URL of another kind
    }
    if (!text.isEmpty()) {
      section.problem("url", "is not an http or https URL", "such as http://localhost:8080");
    }
    return NOWHERE;
  }

  private static DeliveryConfig delivery(Section section, Map<String, String> kafka) {
    var delivery =
        new DeliveryConfig(
            section.integer("max_in_flight", 1, 10_000).orElse(512L).intValue(),
            section.duration("linger").orElse(Duration.ofMillis(5)),
            section.bytes("buffer").orElse(32L << 20),
            section.duration("drain_timeout").orElse(Duration.ofSeconds(10)));
    PollInterval.of(kafka)
        .tooShortFor(delivery.drainTimeout())
        .ifPresent(hint ->
            section.problem(
                "drain_timeout", "does not fit into kafka's max.poll.interval.ms", hint));
    section.done();
    return delivery;
  }

  private static DeadLetterConfig deadLetters(Section section) {
    var deadLetters =
        new DeadLetterConfig(
            section.requiredText("topic"),
            section.number("max_ratio", 0.0, 1.0).orElse(0.5),
            section.integer("window", 10, 1_000_000).orElse(1_000L).intValue());
    section.done();
    return deadLetters;
  }

  private static AdminConfig admin(Section section) {
    var admin =
        new AdminConfig(
            section.text("host").orElse("0.0.0.0"),
            section.integer("port", 0, 65_535).orElse(9404L).intValue());
    section.done();
    return admin;
  }
}

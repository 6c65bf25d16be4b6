package io.freshet.ingest.config;

import io.freshet.ingest.config.IngestConfig.Auth;
import io.freshet.ingest.config.IngestConfig.Listen;
import io.freshet.ingest.config.IngestConfig.Store;
import io.freshet.ingest.config.IngestConfig.Watched;
import io.freshet.yaml.Problems;
import io.freshet.yaml.Section;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** The keys of ingest.yaml, one section a method. */
final class ConfigFile {
  private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "::1");
  private static final int MAX_PORT = 65_535;

  private static final Duration SOONEST = Duration.ofMillis(100);
  private static final Duration LATEST = Duration.ofHours(1);
  private static final Duration SCHEMAS_RELOAD = Duration.ofSeconds(5);
  private static final Duration KEYS_RELOAD = Duration.ofSeconds(10);

  /** A revoked key is to be dead by then. */
  private static final Duration KEYS_LATEST = Duration.ofSeconds(30);

  private final Section root;
  private final Path folder;

  ConfigFile(Path file, Problems problems) {
    this.root = Section.read(file, problems);
    this.folder =
        Optional.ofNullable(file.toAbsolutePath().getParent()).orElse(Path.of("").toAbsolutePath());
  }

  IngestConfig read() {
    Section server = root.section("server");
    Listen listen = listen(server);
    Limits limits = LimitsSection.read(server);
    server.done();
    var config = new IngestConfig(listen, limits, schemas(), auth(listen), store());
    root.done();
    return config;
  }

  private Listen listen(Section server) {
    return new Listen(
        server.text("host").orElse("0.0.0.0"),
        server.integer("port", 0, MAX_PORT).orElse(8080L).intValue(),
        server.bool("docs").orElse(false),
        server.has("tls") ? TlsSection.read(server.section("tls"), folder) : Optional.empty());
  }

  private Watched schemas() {
    Section section = root.section("schemas");
    String directory = section.requiredText("directory");
    Duration reload = section.duration("reload", SOONEST, LATEST).orElse(SCHEMAS_RELOAD);
    section.done();
    return new Watched(folder.resolve(directory), reload);
  }

  private Auth auth(Listen listen) {
    Section section = root.section("auth");
    boolean disabled = section.bool("disabled").orElse(false);
    Optional<String> file = section.text("keys_file");
    Duration reload = section.duration("reload", SOONEST, KEYS_LATEST).orElse(KEYS_RELOAD);
    section.done();
    if (disabled && !LOOPBACK.contains(listen.host())) {
      section.problem(
          "disabled",
          "only where no other machine can connect",
          "server.host: 127.0.0.1, or keys made with keys create");
    }
    if (disabled == file.isPresent()) {
      section.problem(
          "keys_file",
          disabled ? "has no meaning beside disabled: true" : "is missing",
          "freshet-ingest keys create --keys-file keys.yaml … makes one");
    }
    return disabled
        ? new Auth.Disabled()
        : new Auth.Keys(new Watched(folder.resolve(file.orElse("keys.yaml")), reload));
  }

  private Store store() {
    Section section = root.section("store");
    boolean inMemory = section.has("in_memory");
    if (section.has("dynamodb") == inMemory) {
      section.problem("", "name one of dynamodb and in_memory");
    }
    section.section("in_memory").done();
    Section dynamoDb = section.section("dynamodb");
    section.done();
    return inMemory ? new Store.InMemory() : new Store.DynamoDb(DynamoDbSection.read(dynamoDb));
  }
}

package io.freshet.offline.config;

import io.freshet.ingest.config.DynamoDbSection;
import io.freshet.offline.config.OfflineConfig.Admin;
import io.freshet.offline.config.OfflineConfig.Catalog;
import io.freshet.offline.config.OfflineConfig.Unknown;
import io.freshet.offline.config.OfflineConfig.Worker;
import io.freshet.yaml.NearNames;
import io.freshet.yaml.Problems;
import io.freshet.yaml.Section;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The keys of offline.yaml, one section a method. */
final class OfflineConfigFile {
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{env:([^}]+)}");

  /** The names that Iceberg has for its own; the class of another is {@code catalog-impl}. */
  private static final Set<String> TYPES =
      Set.of("bigquery", "glue", "hadoop", "hive", "jdbc", "nessie", "rest");

  private static final Duration SHORTEST = Duration.ofMillis(100);

  private final Section root;
  private final Path folder;
  private final Map<String, String> environment;

  OfflineConfigFile(Path file, Map<String, String> environment, Problems problems) {
    this.root = Section.read(file, problems);
    this.folder =
        Optional.ofNullable(file.toAbsolutePath().getParent()).orElse(Path.of("").toAbsolutePath());
    this.environment = environment;
  }

  OfflineConfig read() {
    Section schemas = root.section("schemas");
    Path directory = folder.resolve(schemas.requiredText("directory"));
    schemas.done();
    var config =
        new OfflineConfig(
            directory,
            DynamoDbSection.read(root.section("dynamodb")),
            catalog(),
            worker(),
            admin());
    root.done();
    return config;
  }

  private Worker worker() {
    Section section = root.section("worker");
    Section commit = section.section("commit");
    var worker =
        new Worker(
            section
                .text("name")
                .map(name -> filled(section, "name", name))
                .orElseGet(OfflineConfigFile::name),
            section.duration("poll", SHORTEST, Duration.ofMinutes(1)).orElse(Duration.ofSeconds(1)),
            section
                .duration("failover", SHORTEST, Duration.ofMinutes(10))
                .orElse(Duration.ofSeconds(10)),
            new Limits(
                commit.duration("age", SHORTEST, Duration.ofHours(6)).orElse(Duration.ofMinutes(1)),
                commit.integer("rows", 1, 10_000_000).orElse(100_000L),
                commit.bytes("bytes").orElse(64L << 20)),
            commit.bytes("file_size").orElse(128L << 20),
            section
                .choice("unknown", Set.of("wait", "skip"))
                .filter("skip"::equals)
                .map(_ -> Unknown.SKIP)
                .orElse(Unknown.WAIT),
            section
                .duration("reload", SHORTEST, Duration.ofHours(1))
                .orElse(Duration.ofSeconds(5)));
    commit.done();
    section.done();
    return worker;
  }

  private Admin admin() {
    Section section = root.section("admin");
    var admin =
        new Admin(
            section.text("host").orElse("0.0.0.0"),
            section.integer("port", 0, 65_535).orElse(9405L).intValue());
    section.done();
    return admin;
  }

  /** Two processes of one machine must not have the same. */
  private static String name() {
    return host() + "-" + UUID.randomUUID();
  }

  private static String host() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException _) {
      return "worker";
    }
  }

  private Catalog catalog() {
    Section section = root.section("catalog");
    String name = section.text("name").orElse("freshet");
    Section given = section.section("properties");
    Map<String, String> properties = new LinkedHashMap<>();
    for (String key : given.keys()) {
      given.scalar(key).ifPresent(value -> properties.put(key, filled(given, key, value)));
    }
    given.done();
    Optional.ofNullable(properties.get("type"))
        .filter(type -> !TYPES.contains(type))
        .ifPresent(type ->
            given.problem("type", "Iceberg has no such catalog", NearNames.hint(type, TYPES)));
    if (!properties.containsKey("type") && !properties.containsKey("catalog-impl")) {
      section.problem("properties", "name the catalog's type", "such as type: glue, rest or jdbc");
    }
    var catalog = new Catalog(name, section.texts("namespace"), properties);
    section.done();
    return catalog;
  }

  private String filled(Section section, String key, String text) {
    Matcher matcher = VARIABLE.matcher(text);
    var filled = new StringBuilder();
    while (matcher.find()) {
      String value = environment.getOrDefault(matcher.group(1), "");
      if (value.isEmpty()) {
        section.problem(key, "the environment variable " + matcher.group(1) + " is not set");
      }
      matcher.appendReplacement(filled, Matcher.quoteReplacement(value));
    }
    return matcher.appendTail(filled).toString();
  }
}

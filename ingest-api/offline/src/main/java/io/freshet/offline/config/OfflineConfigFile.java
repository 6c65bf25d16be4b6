package io.freshet.offline.config;

import io.freshet.ingest.config.DynamoDbSection;
import io.freshet.offline.config.OfflineConfig.Catalog;
import io.freshet.yaml.Problems;
import io.freshet.yaml.Section;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The keys of offline.yaml, one section a method. */
final class OfflineConfigFile {
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{env:([^}]+)}");

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
        new OfflineConfig(directory, DynamoDbSection.read(root.section("dynamodb")), catalog());
    root.done();
    return config;
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

package io.freshet.ingest.config;

import io.freshet.ingest.store.dynamodb.DynamoDbSettings;
import io.freshet.yaml.Section;
import java.net.URI;
import java.util.Optional;
import java.util.regex.Pattern;

/** A section that says where the tables are, of this program's configuration or another's. */
public final class DynamoDbSection {
  private static final Pattern TABLE_PREFIX = Pattern.compile("[A-Za-z0-9_.-]{0,200}");
  private static final Pattern ROLE_ARN =
      Pattern.compile("arn:aws[a-z-]*:iam::\\d{12}:role/[\\w+=,.@/-]{1,576}");

  private DynamoDbSection() {}

  /** Where the tables are; every key has a default. What is wrong is a problem. */
  public static DynamoDbSettings read(Section section) {
    Optional<URI> endpoint = section.text("endpoint").flatMap(text -> uri(section, text));
    var settings =
        new DynamoDbSettings(
            section.text("region").orElse("us-east-1"),
            endpoint,
            prefix(section),
            section.bool("create_tables").orElse(false),
            section.bool("history_stream").orElse(false),
            role(section));
    section.done();
    return settings;
  }

  private static String prefix(Section section) {
    String prefix = section.text("table_prefix").orElse("freshet_");
    if (!TABLE_PREFIX.matcher(prefix).matches()) {
      section.problem(
          "table_prefix", "is no beginning of a table's name", "up to 200 of A-Z a-z 0-9 _ - .");
    }
    return prefix;
  }

  private static Optional<String> role(Section section) {
    Optional<String> role = section.text("role_arn");
    if (role.isPresent() && !ROLE_ARN.matcher(role.get()).matches()) {
      section.problem(
          "role_arn", "is not the ARN of a role", "such as arn:aws:iam::123456789012:role/freshet");
    }
    return role;
  }

  private static Optional<URI> uri(Section section, String text) {
    try {
      URI uri = URI.create(text);
      if (("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))
          && uri.getHost() != null) {
        return Optional.of(uri);
      }
    } catch (IllegalArgumentException _) {
      // Reported below.
    }
    section.problem("endpoint", "expected a URL", "such as http://localhost:8000");
    return Optional.empty();
  }
}

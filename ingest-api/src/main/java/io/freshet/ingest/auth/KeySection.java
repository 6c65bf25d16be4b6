package io.freshet.ingest.auth;

import io.freshet.value.Timestamps;
import io.freshet.yaml.Section;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** One element of {@code keys}, read and written. */
final class KeySection {
  private static final String HEAD =
      """
      # API keys of freshet-ingest. Written by `keys create` and `keys revoke`; only hashes of the
      # secrets are here. Text in quotes, as YAML takes some words for numbers.
      """;
  private static final int HASH_LENGTH = 64;

  private final Section section;

  KeySection(Section section) {
    this.section = section;
  }

  Optional<ApiKey> key() {
    String id = section.requiredText("id");
    String hash = section.requiredText("secret_sha256");
    String workspace = section.requiredText("workspace");
    var caller = new Caller(id, workspace, Set.copyOf(section.texts("sources")), access());
    Instant created = moment("created").orElse(Instant.EPOCH);
    Optional<Instant> expires = moment("expires");
    section.done();
    if (!hash.isEmpty() && hash.length() != HASH_LENGTH) {
      section.problem("secret_sha256", "expected " + HASH_LENGTH + " hex digits");
    }
    // An unreadable expiry must not make a key that never expires.
    boolean sound =
        !id.isEmpty()
            && hash.length() == HASH_LENGTH
            && !workspace.isEmpty()
            && section.has("expires") == expires.isPresent();
    return sound ? Optional.of(new ApiKey(caller, hash, created, expires)) : Optional.empty();
  }

  private Set<Access> access() {
    Set<Access> access = EnumSet.noneOf(Access.class);
    for (String word : section.texts("access")) {
      switch (word) {
        case "read" -> access.add(Access.READ);
        case "write" -> access.add(Access.WRITE);
        default -> section.problem("access", "expected read, write");
      }
    }
    if (access.isEmpty()) {
      section.problem("access", "allows nothing", "[read, write]");
    }
    return access;
  }

  private Optional<Instant> moment(String key) {
    Optional<String> text = section.text(key);
    Optional<Instant> moment = text.flatMap(Timestamps::parse);
    if (text.isPresent() && moment.isEmpty()) {
      section.problem(key, "expected a moment such as 2026-01-04T00:25:06Z");
    }
    return moment;
  }

  static String document(List<ApiKey> keys) {
    return keys.isEmpty()
        ? HEAD + "keys: []\n"
        : keys.stream()
            .map(KeySection::element)
            .collect(Collectors.joining("", HEAD + "keys:\n", ""));
  }

  private static String element(ApiKey key) {
    Caller caller = key.caller();
    String access = join(caller.access().stream().map(Access::text).sorted().toList());
    var text = new StringBuilder();
    text.append("  - id: ").append(quoted(key.id()));
    text.append("\n    secret_sha256: ").append(quoted(key.secretHash()));
    text.append("\n    workspace: ").append(quoted(caller.workspace()));
    text.append("\n    access: ").append(access);
    if (!caller.sources().isEmpty()) {
      text.append("\n    sources: ").append(join(caller.sources().stream().sorted().toList()));
    }
    text.append("\n    created: ").append(quoted(Timestamps.format(key.created())));
    key.expires()
        .ifPresent(at -> text.append("\n    expires: ").append(quoted(Timestamps.format(at))));
    return text.append('\n').toString();
  }

  private static String join(List<String> words) {
    return words.stream().map(KeySection::quoted).collect(Collectors.joining(", ", "[", "]"));
  }

  private static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}

package io.freshet.ingest.auth;

import io.freshet.value.Timestamps;
import java.util.List;
import java.util.stream.Collectors;

/** The text of a key file. */
final class KeyDocument {
  private static final String HEAD =
      """
      # API keys of freshet-ingest. Written by `keys create` and `keys revoke`; only hashes of the
      # secrets are here. Text in quotes, as YAML takes some words for numbers.
      """;

  private KeyDocument() {}

  static String of(List<ApiKey> keys) {
    return keys.isEmpty()
        ? HEAD + "keys: []\n"
        : keys.stream()
            .map(KeyDocument::element)
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
    caller.rate().ifPresent(rate -> text.append("\n    rate: ").append(flow(rate)));
    return text.append('\n').toString();
  }

  private static String flow(Rate rate) {
    return "{requests_per_second: " + rate.requestsPerSecond() + ", burst: " + rate.burst() + "}";
  }

  private static String join(List<String> words) {
    return words.stream().map(KeyDocument::quoted).collect(Collectors.joining(", ", "[", "]"));
  }

  private static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}

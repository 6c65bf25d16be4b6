package io.freshet.bridge.command;

import io.freshet.bridge.command.Expectation.Expected;
import io.freshet.bridge.map.TypedText;
import io.freshet.schema.PushSource;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import org.jspecify.annotations.Nullable;

/** Compares a record with the expected one, each value as its field's type writes it. */
record RecordDifferences(String name, Optional<PushSource> source) {
  private static final String NOTHING = "nothing";

  /** A line for each difference. */
  List<String> between(Expected expected, byte[] pushed) {
    Map<String, @Nullable Object> element = JsonEvent.members(pushed).orElseThrow();
    Map<String, String> wanted = new LinkedHashMap<>();
    expected.fields().forEach((field, json) -> wanted.put(field, typed(field, parsed(json))));
    Map<String, String> got = new LinkedHashMap<>();
    if (element.get("record") instanceof Map<?, ?> record) {
      record.forEach(
          (field, value) -> got.put(String.valueOf(field), typed(String.valueOf(field), value)));
    }
    List<String> differences = new ArrayList<>();
    SequencedSet<String> fields = new LinkedHashSet<>(wanted.keySet());
    fields.addAll(got.keySet());
    for (String field : fields) {
      compare(
          field,
          wanted.getOrDefault(field, NOTHING),
          got.getOrDefault(field, NOTHING),
          differences);
    }
    boolean delete = element.containsKey("delete");
    compare("delete", Boolean.toString(expected.delete()), Boolean.toString(delete), differences);
    expected
        .sequence()
        .ifPresent(sequence ->
            compare(
                "sequence",
                sequence.toString(),
                element.get("sequence") == null ? NOTHING : String.valueOf(element.get("sequence")),
                differences));
    return differences;
  }

  private void compare(String what, String wanted, String got, List<String> differences) {
    if (!wanted.equals(got)) {
      differences.add("%s.%s: expected %s, got %s".formatted(name, what, wanted, got));
    }
  }

  private static @Nullable Object parsed(String json) {
    byte[] object = ("{\"value\":" + json + "}").getBytes(StandardCharsets.UTF_8);
    return JsonEvent.members(object).orElseThrow().get("value");
  }

  private String typed(String field, @Nullable Object raw) {
    if (raw == null) {
      return NOTHING;
    }
    int position = source.map(schema -> schema.fields().position(field)).orElse(-1);
    return position < 0
        ? "a value, but " + name + " has no such field"
        : TypedText.of(source.orElseThrow().fields().at(position).type(), raw);
  }
}

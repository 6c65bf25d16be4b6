package io.freshet.bridge.command;

import io.freshet.bridge.command.Expectation.Expected;
import io.freshet.bridge.command.Producer.Produced;
import io.freshet.bridge.encode.Misfit;
import io.freshet.bridge.event.Rejection;
import io.freshet.bridge.map.TopicMapping;
import io.freshet.bridge.map.TopicMappings;
import io.freshet.bridge.map.Translated;
import io.freshet.bridge.map.Translated.PushRecord;
import io.freshet.bridge.map.Translator;
import io.freshet.schema.PushSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Runs mapping tests: each message through the decoder and the routes that {@code run} has. */
final class MappingTestRun {
  private final TopicMappings mappings;
  private final Map<String, PushSource> sources;
  private final Producer producer;

  MappingTestRun(TopicMappings mappings, Map<String, PushSource> sources, Producer producer) {
    this.mappings = mappings;
    this.sources = sources;
    this.producer = producer;
  }

  /** What is not as the test expects, a line each; empty where it passes. */
  List<String> differences(MappingTest test) {
    Optional<TopicMapping> mapping = mappings.of(test.origin().topic());
    if (mapping.isEmpty()) {
      return List.of("the configuration has no topic " + test.origin().topic());
    }
    try {
      Produced produced = producer.of(test, mapping.get().config().decoding());
      var journey = new Journey(produced.format().of(mapping.get()), new Translator(mapping.get()));
      return differences(test.expectation(), journey.of(produced.message()));
    } catch (Misfit e) {
      return List.of(String.valueOf(e.getMessage()));
    }
  }

  private List<String> differences(Expectation expected, Translated got) {
    return switch (expected) {
      case Expectation.Skipped _ ->
          got instanceof Translated.Skipped ? List.of() : instead("nothing", got);
      case Expectation.Halt _ ->
          got instanceof Translated.Stop ? List.of() : instead("a halt", got);
      case Expectation.Rejected wanted ->
          got instanceof Translated.Refused(Rejection rejection)
              ? rejection(wanted, rejection)
              : instead("a rejection", got);
      case Expectation.Records(Map<String, List<Expected>> bySource) ->
          got instanceof Translated.Ready(List<PushRecord> records)
              ? records(bySource, records)
              : instead("records for " + String.join(", ", bySource.keySet()), got);
    };
  }

  private static List<String> instead(String expected, Translated got) {
    return List.of(
        "expected %s, got %s"
            .formatted(
                expected,
                switch (got) {
                  case Translated.Skipped _ -> "nothing: no route takes the event";
                  case Translated.Stop(String reason) -> "a halt: " + reason;
                  case Translated.Refused(Rejection why) -> "a rejection: " + text(why);
                  case Translated.Ready(List<PushRecord> records) ->
                      "records for "
                          + records.stream()
                              .map(PushRecord::pushSource)
                              .collect(Collectors.joining(", "));
                }));
  }

  private static String text(Rejection why) {
    return "%s %s %s%s"
        .formatted(
            stage(why),
            why.errorType(),
            why.field().isEmpty() ? "" : why.field() + ": ",
            why.message());
  }

  private static String stage(Rejection why) {
    return why.stage().name().toLowerCase(Locale.ROOT);
  }

  private static List<String> rejection(Expectation.Rejected wanted, Rejection got) {
    List<String> differences = new ArrayList<>();
    compare("stage", wanted.stage(), stage(got), differences);
    compare("error_type", wanted.errorType(), got.errorType(), differences);
    compare("field", wanted.field(), got.field(), differences);
    if (!differences.isEmpty()) {
      differences.add("it was rejected so: " + text(got));
    }
    return differences;
  }

  private static void compare(
      String what, Optional<String> wanted, String got, List<String> differences) {
    if (wanted.isPresent() && !wanted.get().equals(got)) {
      differences.add(what + ": expected " + wanted.get() + ", got " + got);
    }
  }

  private List<String> records(Map<String, List<Expected>> wanted, List<PushRecord> got) {
    Set<String> names = new LinkedHashSet<>(wanted.keySet());
    got.forEach(record -> names.add(record.pushSource()));
    List<String> differences = new ArrayList<>();
    for (String name : names) {
      List<Expected> expected = wanted.getOrDefault(name, List.of());
      List<PushRecord> pushed =
          got.stream().filter(record -> record.pushSource().equals(name)).toList();
      if (expected.size() != pushed.size()) {
        differences.add(
            "%s: expected %d record(s), got %d".formatted(name, expected.size(), pushed.size()));
      }
      for (int i = 0; i < Math.min(expected.size(), pushed.size()); i++) {
        differences.addAll(
            new RecordDifferences(name, Optional.ofNullable(sources.get(name)))
                .between(expected.get(i), pushed.get(i).json()));
      }
    }
    return differences;
  }
}

package io.freshet.bridge.command;

import io.freshet.bridge.command.Expectation.Expected;
import io.freshet.bridge.event.Origin;
import io.freshet.bridge.event.SourceHeader;
import io.freshet.value.Timestamps;
import io.freshet.yaml.Problems;
import io.freshet.yaml.Section;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads a file of mapping tests; what is wrong with it goes to the problems. */
final class MappingTestFile {
  private static final Instant SOME_TIME = Instant.parse("2026-01-01T00:00:00Z");

  private final Path file;
  private final Problems problems;

  MappingTestFile(Path file, Problems problems) {
    this.file = file;
    this.problems = problems;
  }

  List<MappingTest> read() {
    Section root = Section.read(file, problems);
    List<MappingTest> tests = root.sections("tests").stream().map(this::test).toList();
    if (tests.isEmpty() && problems.isEmpty()) {
      root.problem("tests", "at least one test must be listed");
    }
    root.done();
    return tests;
  }

  private MappingTest test(Section section) {
    var payload = new PayloadSection(section, file);
    var test =
        new MappingTest(
            section.requiredText("name"),
            new Origin(
                section.requiredText("topic"),
                section.integer("partition", 0, Integer.MAX_VALUE).orElse(0L).intValue()),
            section.integer("offset", 0, Long.MAX_VALUE).orElse(0L),
            timestamp(section),
            payload.key(),
            payload.value(),
            headers(section.section("headers")),
            expectation(section),
            section.place("name"));
    section.done();
    return test;
  }

  private static Instant timestamp(Section section) {
    Optional<String> text = section.text("timestamp");
    Optional<Instant> instant = text.flatMap(Timestamps::parse);
    if (text.isPresent() && instant.isEmpty()) {
      section.problem("timestamp", "is no time", "such as 2026-01-04T00:25:06Z");
    }
    return instant.orElse(SOME_TIME);
  }

  private static List<SourceHeader> headers(Section section) {
    List<SourceHeader> headers = new ArrayList<>();
    for (String name : section.keys()) {
      section
          .scalar(name)
          .map(value -> new SourceHeader(name, value.getBytes(StandardCharsets.UTF_8)))
          .ifPresent(headers::add);
    }
    return headers;
  }

  private static Expectation expectation(Section section) {
    List<Expectation> wanted = new ArrayList<>();
    if (section.bool("expect_skipped").orElse(false)) {
      wanted.add(new Expectation.Skipped());
    }
    if (section.bool("expect_halt").orElse(false)) {
      wanted.add(new Expectation.Halt());
    }
    Section rejected = section.section("expect_rejected");
    if (section.has("expect_rejected")) {
      wanted.add(
          new Expectation.Rejected(
              rejected.text("stage"), rejected.text("error_type"), rejected.text("field")));
      rejected.done();
    }
    Section records = section.section("expect");
    if (section.has("expect")) {
      wanted.add(records(records));
    }
    if (wanted.size() != 1) {
      section.problem(
          "expect", "says what is expected, once", "expect, expect_rejected or expect_skipped");
    }
    return wanted.isEmpty() ? new Expectation.Skipped() : wanted.getFirst();
  }

  private static Expectation.Records records(Section section) {
    Map<String, List<Expected>> bySource = new LinkedHashMap<>();
    for (String source : section.keys()) {
      List<Section> records =
          section.isList(source) ? section.sections(source) : List.of(section.section(source));
      bySource.put(source, records.stream().map(MappingTestFile::record).toList());
    }
    return new Expectation.Records(bySource);
  }

  private static Expected record(Section section) {
    Map<String, String> fields = new LinkedHashMap<>();
    Section record = section.section("record");
    record.keys().forEach(name -> record.json(name).ifPresent(value -> fields.put(name, value)));
    var expected =
        new Expected(
            fields,
            section.integer("sequence", 0, Long.MAX_VALUE),
            section.bool("delete").orElse(false));
    section.done();
    return expected;
  }
}

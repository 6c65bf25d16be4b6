package io.freshet.bridge.command;

import io.freshet.yaml.Problems;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code freshet-bridge test}. */
@Command(
    name = "test",
    mixinStandardHelpOptions = true,
    usageHelpAutoWidth = true,
    header = "Run mapping tests.",
    description = {
      "Runs mapping tests: each has an event, and the records, the rejection or the skip that should "
          + "come of it. Needs no broker, and with --schemas no server. An event is JSON, written in "
          + "the topic's format (by the schema that the test names) and read by the decoder that run "
          + "has; bytes are read as they are.",
      "",
      "A test file:",
      "  tests:",
      "    - name: a payment becomes a transaction",
      "      topic: payments.v1",
      "      key: u1                          # text, or a mapping for JSON",
      "      headers: {source: web}",
      "      timestamp: 2026-01-04T00:25:06Z  # the message's; also partition, offset",
      "      event: {user: {id: u1}}          # or event_file: FILE, tombstone: true,",
      "                                       # or bytes: event_base64: AA==, event_hex: 00",
      "      schema_file: payment.avsc        # of an avro or protobuf event (message: NAME",
      "                                       # of a .proto); of the key: key_schema_file",
      "      expect:                          # or expect_skipped: true,",
      "        transactions:                  # or expect_halt: true, or expect_rejected:",
      "          record: {user_id: u1}        #   {stage: S, error_type: E, field: F}",
      "          sequence: 0                  # optional, as is delete: true"
    },
    footer = {
      "",
      "Examples:",
      "  freshet-bridge test --config bridge.yaml --schemas schemas/",
      "  freshet-bridge test --config bridge.yaml --schemas schemas/ \\",
      "      tests/*.yaml --json"
    })
public final class TestCommand implements Callable<Integer> {
  @Spec CommandSpec spec;

  @Mixin Inputs inputs = new Inputs();

  @Option(
      names = "--json",
      description = "Print one JSON object: ok, and the tests with what failed.")
  boolean json;

  @Parameters(
      paramLabel = "FILE",
      arity = "0..*",
      description = "Test files. Default: NAME-test.yaml beside the configuration NAME.yaml.")
  List<Path> files = new ArrayList<>();

  @Override
  public Integer call() {
    var problems = new Problems();
    Inputs.Loaded loaded = inputs.load(problems);
    List<MappingTest> tests = new ArrayList<>();
    for (Path file : files.isEmpty() ? List.of(beside(inputs.config.file)) : files) {
      tests.addAll(new MappingTestFile(file, problems).read());
    }
    if (!problems.isEmpty()) {
      return json
          ? Report.json(problems, spec.commandLine())
          : Report.lines(problems, spec.commandLine());
    }
    var run =
        new MappingTestRun(
            loaded.mappings(), loaded.sources(), new Producer(loaded.decoders().registry()));
    Map<MappingTest, List<String>> results = new LinkedHashMap<>();
    tests.forEach(test -> results.put(test, run.differences(test)));
    long failed = results.values().stream().filter(found -> !found.isEmpty()).count();
    if (json) {
      new TestReport(results).json(spec.commandLine().getOut());
    } else {
      new TestReport(results).lines(spec.commandLine().getOut());
    }
    return failed == 0 ? Report.OK : Report.PROBLEMS;
  }

  private static Path beside(Path config) {
    String name = config.getFileName().toString().replaceFirst("\\.ya?ml$", "");
    return config.resolveSibling(name + "-test.yaml");
  }
}

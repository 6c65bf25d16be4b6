package io.freshet.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a command is given: what is wrong, where, what to do; never a trace of Java. */
class MalformedInputTest {
  private static final Path SAMPLES =
      Path.of(System.getProperty("freshet.root")).resolve("examples/quickstart");

  @TempDir private Path folder;
  private final StringWriter said = new StringWriter();

  @ParameterizedTest
  @ValueSource(strings = {"run", "redrive", "lint", "preview", "test", "init"})
  void aFileThatIsNoConfigurationIsCode1ForEveryCommand(String command) throws IOException {
    List<Path> files =
        List.of(
            folder.resolve("missing.yaml"),
            folder,
            Files.writeString(folder.resolve("empty.yaml"), ""),
            Files.writeString(folder.resolve("list.yaml"), "- a"),
            Files.write(folder.resolve("binary.yaml"), new byte[] {0, 1, (byte) 0xff, 3}),
            Files.write(folder.resolve("latin1.yaml"), "# é".getBytes(StandardCharsets.ISO_8859_1)),
            Files.writeString(folder.resolve("broken.yaml"), "kafka: {a: ["),
            Files.writeString(folder.resolve("deep.yaml"), "a: " + "[".repeat(20_000)),
            Files.writeString(folder.resolve("huge.yaml"), "a: " + "b".repeat(2_000_000)),
            Files.writeString(folder.resolve("twice.yaml"), "kafka: {}\nkafka: {}"));
    for (Path file : files) {
      List<String> arguments = new ArrayList<>(List.of(command, "--config", file.toString()));
      if (command.equals("init")) {
        arguments.addAll(
            List.of("--topic", "t", "--push-source", "transactions", "--sample", file.toString()));
      }
      assertThat(call(arguments.toArray(String[]::new))).as("%s", file).isEqualTo(1);
      assertThat(said.toString())
          .startsWith(command.equals("test") ? folder.toString() : file.toString())
          .endsWith("problem(s)" + System.lineSeparator())
          .hasSizeLessThan(5_000);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "${env:FRESHET_API_KEY} | 'a b' | ingest.api_key: has characters that no header of HTTP takes",
        "${env:FRESHET_API_KEY} | schlüssel | ingest.api_key: has characters that no header of HTTP takes",
        "${env:FRESHET_API_KEY} | ${file:/nowhere} | ingest.api_key: the file /nowhere cannot be read",
        "localhost:8080 | localhost:99999 | ingest.url: is not an http or https URL",
        "localhost:9092 | localhost | kafka.bootstrap.servers: is not HOST:PORT",
        "format: json | format: avro, schema_file: /nowhere | schema_file: /nowhere cannot be read: is there",
        "format: json | format: avro, schema_file: /tmp | schema_file: /tmp cannot be read: is there",
        "format: json | format: com.example.Nope | topics[0].format: there is no class com.example.Nope",
        "format: json | format: java.lang.String | topics[0].format: java.lang.String cannot be used"
      })
  void aSettingThatIsOfNoUseIsReportedWhereItStands(String sample, String instead, String problem)
      throws IOException {
    String text =
        Files.readString(SAMPLES.resolve("bridge.yaml"))
            .replace(sample, instead.replace(", ", "\n    ").replace("'", ""));
    Path file = Files.writeString(folder.resolve("bridge.yaml"), text);
    assertThat(call("lint", "--config", file.toString(), "--schemas", schemas())).isEqualTo(1);
    assertThat(said.toString()).contains(file + ":").contains(problem).contains("1 problem(s)");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "lint --confg x | --config",
        "nope | Unmatched argument at index 0: 'nope'",
        "redrive --config x --from yesterday | expected a time such as 2026-01-04T00:25:06Z, got yesterday",
        "preview --config x --max 0 | --max: expected at least 1, got 0",
        "preview --config x --max many | 'many' is not a long",
        "preview --config x --from -99999999999 | expected earliest, latest, -N or a time",
        "init --topic t --push-source transactions --subject s --registry ::: | '--registry': expected a URL",
        "init --topic t --push-source transactions --subject s --registry ftp://x | '--registry': expected a URL",
        "init --topic t --push-source transactions --sample x --server http://h:99999 | '--server': expected a URL",
        "init --topic t --push-source transactions --sample /nowhere --schemas SCHEMAS | --sample: /nowhere cannot be read",
        "init --topic t --push-source transactions --schema-file /tmp --schemas SCHEMAS | --schema-file: /tmp cannot be read"
      })
  void wrongUsageIsCode2AndNamesTheOption(String line, String expected) {
    assertThat(call(line.replace("SCHEMAS", schemas()).split(" "))).isEqualTo(2);
    assertThat(said.toString()).contains(expected).contains("Usage: ");
  }

  @Test
  void aSchemaThatIsOfNoUseIsNamed() throws IOException {
    for (String name : List.of("a.proto", "a.avsc")) {
      Path file = Files.writeString(folder.resolve(name), "{\"type\": \"record\", nonsense {");
      assertThat(
              call(
                  "init",
                  "--topic",
                  "t",
                  "--push-source",
                  "transactions",
                  "--schemas",
                  schemas(),
                  "--schema-file",
                  file.toString()))
          .isEqualTo(2);
      assertThat(said.toString()).startsWith("--schema-file: is no");
    }
  }

  private static String schemas() {
    return SAMPLES.resolve("schemas").toString();
  }

  private int call(String... arguments) {
    said.getBuffer().setLength(0);
    int code =
        BridgeMain.commandLine()
            .setOut(new PrintWriter(said, true))
            .setErr(new PrintWriter(said, true))
            .execute(arguments);
    assertThat(said.toString()).doesNotContain("Exception", "java.io", "java.n", "\tat ");
    return code;
  }
}

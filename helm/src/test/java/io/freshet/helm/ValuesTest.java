package io.freshet.helm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What values there are, what is refused, and that README.md tells of each. */
class ValuesTest {
  private static final Path README = Chart.FOLDER.resolve("README.md");
  private static final String BEGIN = "<!-- values: written by ValuesTest -->\n";
  private static final String END = "<!-- end of values -->";

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      delimiter = '|',
      value = {
        "bridge: {replica: 3}                              | additional properties 'replica' not allowed",
        "bridge: {kind: Pod}                               | 'Deployment', 'StatefulSet', 'Sidecar'",
        "bridge: {config: {topic: []}}                     | additional properties 'topic' not allowed",
        "bridge: {config: {admin: {port: 1}}}              | additional properties 'admin' not allowed",
        "bridge: {replicas: two}                           | /bridge/replicas",
        "bridge: {terminationGracePeriodSeconds: 30s}      | /bridge/terminationGracePeriodSeconds",
        "ingest: {config: {server: {port: 1}}}             | additional properties 'port' not allowed",
        "ingest: {service: {port: http}}                   | /ingest/service/port",
        "ingest: {autoscaling: {cpu: 150}}                 | /ingest/autoscaling/cpu",
        "ingest: {schemas: {files: {transactions.txt: x}}} | invalid propertyName 'transactions.txt'",
        "offline: {config: {admin: {port: 1}}}             | additional properties 'admin' not allowed",
        "offline: {config: {worker: {name: x}}}            | additional properties 'name' not allowed",
        "alert: {enabled: true}                            | additional properties 'alert' not allowed",
      })
  void refusesWhatItDoesNotKnow(String values, String message) throws IOException {
    assertThatThrownBy(() -> Chart.render(file(values)))
        .hasMessageContaining("don't meet the specifications of the schema")
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      delimiter = '|',
      value = {
        "bridge: {enabled: false} | ingest.schemas: give the schema files",
        "{ingest: {enabled: false}, bridge: {apiKey: {existingSecret: k}}} | bridge.config is empty: put bridge.yaml there",
        "{bridge: {enabled: false}, ingest: {schemas: {existingConfigMap: s}}} | ingest.keys: name a Secret",
        "{ingest: {enabled: false}, bridge: {existingConfigMap: b}} | bridge.apiKey: name a Secret",
        "{ingest: {enabled: false}, bridge: {enabled: false}, offline: {enabled: true}} | offline.config.catalog: say which",
      })
  void saysWhatIsMissingAndWhereItGoes(String values, String message) throws IOException {
    assertThatThrownBy(() -> Chart.render(file(values))).hasMessageContaining(message);
  }

  @Test
  void everyValueHasItsLineInTheReadme() throws IOException {
    String readme = Files.readString(README);
    int begin = readme.indexOf(BEGIN) + BEGIN.length();
    String table = ValueTable.of(Files.readString(Chart.FOLDER.resolve("values.yaml")));
    String expected = readme.substring(0, begin) + table + readme.substring(readme.indexOf(END));
    if ("write".equals(System.getProperty("freshet.golden"))) {
      Files.writeString(README, expected);
    }
    assertThat(Files.readString(README)).isEqualTo(expected);
  }

  @Test
  void everyValueIsInTheSchemaAndHasADefault() throws IOException {
    JsonNode schema =
        Chart.YAML.readTree(Files.readString(Chart.FOLDER.resolve("values.schema.json")));
    JsonNode values = Chart.YAML.readTree(Files.readString(Chart.FOLDER.resolve("values.yaml")));
    for (String program : List.of("bridge", "ingest", "offline")) {
      List<String> known =
          schema.at("/properties/" + program + "/properties").properties().stream()
              .map(Map.Entry::getKey)
              .toList();
      List<String> given =
          values.get(program).properties().stream().map(Map.Entry::getKey).toList();
      assertThat(known).containsExactlyInAnyOrderElementsOf(given);
    }
  }

  private Path file(String values) throws IOException {
    return Files.writeString(folder.resolve("values.yaml"), values + "\n");
  }
}

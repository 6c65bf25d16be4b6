package io.freshet.helm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What README.md tells people to do can be done, as far as that shows without a cluster. */
class ReadmeTest {
  private static final String README = Chart.read(Chart.FOLDER.resolve("README.md"));
  private static final Pattern CALL = Pattern.compile("\\.(?:call\\(\"(\\w+)\"|(\\w+)\\()");

  static Stream<String> commands() {
    return README
        .lines()
        .filter(line -> line.matches("(helm|kubectl|java|mvn|\\w+=\\$\\(java) .*"));
  }

  @ParameterizedTest
  @MethodSource("commands")
  void everyFileThatACommandNamesIsThere(String command) {
    for (String word : command.split("[ =)]")) {
      if (word.contains("/") && !word.contains("/target/") && !word.startsWith("deployment/")) {
        assertThat(Chart.ROOT.resolve(word)).exists();
      }
    }
  }

  @Test
  void whatIsInstalledRenders() {
    List<Path> values =
        commands()
            .filter(command -> command.startsWith("helm ") && command.contains(" -f "))
            .map(command -> Chart.ROOT.resolve(command.substring(command.indexOf(" -f ") + 4)))
            .toList();
    assertThat(values).isNotEmpty().allSatisfy(file -> assertThat(Chart.render(file)).isNotEmpty());
  }

  @Test
  void theObjectsThatTheCommandsMakeAreThoseThatTheChartMounts() {
    String rendered = Chart.render(Chart.EXAMPLES.resolve("first.yaml"));
    List<String> made =
        commands()
            .filter(
                command -> command.contains(" create configmap ") || command.contains(" generic "))
            .map(command -> command.replaceFirst(".*(configmap|generic) (\\S+).*", "$2"))
            .toList();
    assertThat(made).contains("freshet-schemas", "freshet-keys", "freshet-bridge-key");
    assertThat(made)
        .allSatisfy(
            name -> assertThat(rendered).containsPattern("(name|secretName): " + name + "\\b"));
  }

  /** Read from the program's own source: a call that is new needs a line in the policy. */
  @Test
  void thePolicyListsWhatTheServerCallsAndNothingElse() throws IOException {
    Path store = Chart.ROOT.resolve("ingest-api/src/main/java/io/freshet/ingest/store/dynamodb");
    Set<String> called = new TreeSet<>();
    try (Stream<Path> files = Files.list(store)) {
      files
          .filter(Files::isRegularFile)
          .map(Chart::read)
          .flatMap(source -> CALL.matcher(source).results())
          .map(call -> call.group(1) == null ? call.group(2) : call.group(1))
          .map(call -> call.substring(0, 1).toUpperCase(Locale.ROOT) + call.substring(1))
          .filter(OPERATIONS::contains)
          .forEach(called::add);
    }
    assertThat(actions("Serve", "CreateTables", "Purge")).isEqualTo(called);
    assertThat(actions("Serve"))
        .doesNotContain("DeleteItem", "BatchWriteItem", "CreateTable", "UpdateTimeToLive");
  }

  /** DynamoDB's, as far as a feature store could use them. */
  private static final Set<String> OPERATIONS =
      Set.of(
          "BatchGetItem",
          "BatchWriteItem",
          "CreateTable",
          "DeleteItem",
          "DescribeTable",
          "DescribeTimeToLive",
          "GetItem",
          "PutItem",
          "Query",
          "Scan",
          "TransactGetItems",
          "TransactWriteItems",
          "UpdateItem",
          "UpdateTable",
          "UpdateTimeToLive");

  private static Set<String> actions(String... statements) throws IOException {
    MatchResult block =
        Pattern.compile("```json\n(.*?)```", Pattern.DOTALL)
            .matcher(README)
            .results()
            .findFirst()
            .orElseThrow();
    Set<String> actions = new TreeSet<>();
    for (JsonNode statement : Chart.YAML.readTree(block.group(1)).get("Statement")) {
      if (Arrays.asList(statements).contains(statement.get("Sid").asText())) {
        statement
            .get("Action")
            .forEach(action -> actions.add(action.asText().replace("dynamodb:", "")));
      }
    }
    return actions.stream().collect(Collectors.toCollection(TreeSet::new));
  }
}

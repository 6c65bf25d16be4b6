package io.freshet.ingest.serve;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * The served OpenAPI document, taken at its word and more strictly than clients should: an answer
 * may have no property that it does not mention.
 */
final class OpenApi {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Set<String> METHODS = Set.of("get", "post", "put", "delete");

  private final JsonNode root;
  private final SchemaRegistry schemas =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

  OpenApi(String yaml) {
    this.root = JSON.valueToTree(new Load(LoadSettings.builder().build()).loadFromString(yaml));
    seal(root);
  }

  JsonNode root() {
    return root;
  }

  /** {@code POST /ingest 200} and so on. */
  Set<String> answers() {
    Set<String> answers = new TreeSet<>();
    root.path("paths")
        .properties()
        .forEach(path ->
            path.getValue().properties().stream()
                .filter(method -> METHODS.contains(method.getKey()))
                .forEach(method ->
                    method
                        .getValue()
                        .path("responses")
                        .fieldNames()
                        .forEachRemaining(status ->
                            answers.add(
                                method.getKey().toUpperCase(Locale.ROOT)
                                    + " "
                                    + path.getKey()
                                    + " "
                                    + status))));
    return answers;
  }

  /** The response object of an answer, such as {@code POST /ingest 200}; missing: none. */
  JsonNode response(String answer) {
    String[] parts = answer.split(" ");
    return resolve(
        root.path("paths")
            .path(parts[1])
            .path(parts[0].toLowerCase(Locale.ROOT))
            .path("responses")
            .path(parts[2]));
  }

  /** What a value has that its schema does not allow. */
  List<String> problems(JsonNode schema, JsonNode value) {
    ObjectNode self = JSON.createObjectNode();
    self.set("components", root.path("components"));
    self.putArray("allOf").add(schema);
    return schemas.getSchema(self).validate(value).stream().map(Error::toString).toList();
  }

  /** Problems of all examples of all media types, wherever they are in the document. */
  List<String> exampleProblems() {
    List<String> problems = new ArrayList<>();
    for (JsonNode content : root.findValues("content")) {
      JsonNode media = content.path("application/json");
      for (JsonNode example : media.path("examples")) {
        problems.addAll(problems(media.path("schema"), example.path("value")));
      }
    }
    return problems;
  }

  JsonNode resolve(JsonNode node) {
    return node.has("$ref") ? root.at(node.path("$ref").asText().substring(1)) : node;
  }

  private static void seal(JsonNode node) {
    if (node instanceof ObjectNode object
        && object.path("type").asText().equals("object")
        && object.has("properties")
        && !object.has("additionalProperties")) {
      object.put("additionalProperties", false);
    }
    node.forEach(OpenApi::seal);
  }
}

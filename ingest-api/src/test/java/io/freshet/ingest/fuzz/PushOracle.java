package io.freshet.ingest.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.freshet.api.IngestLimits;
import io.freshet.api.RequestErrorType;
import io.freshet.ingest.Samples;
import io.freshet.ingest.answer.Refusal;
import io.freshet.ingest.plan.SourcePlan;
import io.freshet.ingest.plan.Values;
import io.freshet.ingest.request.JsonPushBody;
import io.freshet.ingest.request.Parsed;
import io.freshet.ingest.request.PushRequest;
import io.freshet.ingest.request.PushedRecord;
import io.freshet.ingest.request.SourceLookup;
import io.freshet.ingest.request.SourceLookup.Lookup;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/**
 * Judges what the streaming parser made of some bytes by a tree and the most naive reading of it:
 * what is accepted says the same as the tree, and what is no JSON is not accepted.
 */
final class PushOracle {
  private static final SourcePlan PLAN = Samples.plan();
  private static final SourceLookup SOURCES =
      (workspace, source) ->
          workspace.equals("prod") && source.equals("payments")
              ? new Lookup.Found(PLAN)
              : new Lookup.Denied(new Refusal(RequestErrorType.PERMISSION_DENIED, "not yours"));

  private PushOracle() {}

  static void judge(byte[] bytes) {
    Parsed parsed = new JsonPushBody(bytes).read(SOURCES);
    if (parsed instanceof Parsed.Understood(PushRequest request)) {
      sameAs(
          Trees.of(bytes).orElseThrow(() -> new AssertionError("accepted what is no JSON")),
          request);
    }
  }

  private static void sameAs(JsonNode tree, PushRequest request) {
    assertThat(request.workspace())
        .isEqualTo(Trees.either(tree, "workspace_name", "workspaceName").textValue());
    assertThat(request.dryRun()).isEqualTo(Trees.either(tree, "dry_run", "dryRun").asBoolean());
    assertThat(request.records()).hasSizeBetween(1, IngestLimits.MAX_RECORDS);
    assertThat(tree.path("records")).hasSize(1);
    JsonNode list = tree.path("records").path("payments");
    assertThat(list).hasSameSizeAs(request.records());
    for (PushedRecord record : request.records()) {
      JsonNode element = list.get(record.index());
      assertThat(record.delete()).isEqualTo(element.path("delete").asBoolean());
      sameFields(element.path("record"), record.values(), flawed(request, record));
    }
  }

  private static boolean flawed(PushRequest request, PushedRecord record) {
    return request.errors().stream().anyMatch(error -> error.index() == record.index());
  }

  private static void sameFields(JsonNode record, Values values, boolean flawed) {
    for (Map.Entry<String, JsonNode> field : record.properties()) {
      int position = values.fields().position(field.getKey());
      if (position < 0 || !values.has(position)) {
        assertThat(flawed || position >= 0 && field.getValue().isNull())
            .as("a field got lost without an error")
            .isTrue();
      } else {
        assertThat(same(field.getValue(), values.at(position))).as(field.getKey()).isTrue();
      }
    }
    for (int position = 0; position < values.fields().size(); position++) {
      assertThat(!values.has(position) || record.has(values.fields().at(position).name()))
          .as("a field came from nowhere")
          .isTrue();
    }
  }

  private static boolean same(JsonNode node, Object value) {
    return switch (value) {
      case Boolean flag -> node.isBoolean() && node.booleanValue() == flag;
      case Double number -> node.isNumber() && node.decimalValue().doubleValue() + 0.0 == number;
      case Long number -> exact(node).compareTo(BigDecimal.valueOf(number)) == 0;
      case Integer number -> exact(node).compareTo(BigDecimal.valueOf(number)) == 0;
      case String text -> node.isTextual() && node.textValue().equals(text);
      case List<?> list -> node.isArray() && node.size() == list.size();
      case Map<?, ?> map -> node.isObject() && node.size() == map.size();
      default -> node.isTextual();
    };
  }

  private static BigDecimal exact(JsonNode node) {
    return node.isTextual() ? new BigDecimal(node.textValue()) : node.decimalValue();
  }
}

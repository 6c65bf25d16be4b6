package io.freshet.embedded.fault;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;

/** A BatchGetItem request cut in two: what is passed on, and what comes back unprocessed. */
record UnprocessedKeys(ObjectNode passedOn, ObjectNode unprocessed) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Leaves the first keys of each table in the request. */
  static UnprocessedKeys of(Request request, int processed) throws IOException {
    ObjectNode passedOn = (ObjectNode) JSON.readTree(request.body().read());
    ObjectNode unprocessed = JSON.createObjectNode();
    for (var table : passedOn.get("RequestItems").properties()) {
      ArrayNode keys = (ArrayNode) table.getValue().get("Keys");
      if (keys.size() > processed) {
        unprocessed.set(table.getKey(), rest(table.getValue(), processed));
        truncate(keys, processed);
      }
    }
    return new UnprocessedKeys(passedOn, unprocessed);
  }

  Body request() throws IOException {
    return Body.of(JSON.writeValueAsBytes(passedOn));
  }

  /** The target's answer, with the keys that it never saw. */
  Response in(Response answer) throws IOException {
    ObjectNode body = (ObjectNode) JSON.readTree(answer.body().read());
    body.set("UnprocessedKeys", unprocessed);
    return answer.withBody(Body.of(JSON.writeValueAsBytes(body)));
  }

  private static JsonNode rest(JsonNode table, int processed) {
    ObjectNode rest = table.deepCopy();
    ArrayNode keys = (ArrayNode) rest.get("Keys");
    for (int i = 0; i < processed; i++) {
      keys.remove(0);
    }
    return rest;
  }

  private static void truncate(ArrayNode keys, int size) {
    while (keys.size() > size) {
      keys.remove(keys.size() - 1);
    }
  }
}

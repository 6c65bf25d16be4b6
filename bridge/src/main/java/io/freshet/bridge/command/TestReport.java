package io.freshet.bridge.command;

import io.freshet.json.JsonText;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;

/** How mapping tests went. */
record TestReport(Map<MappingTest, List<String>> results) {

  void lines(PrintWriter out) {
    results.forEach((test, differences) -> {
      out.println((differences.isEmpty() ? "ok    " : "FAIL  ") + test.name());
      if (!differences.isEmpty()) {
        out.println("      " + test.place().file() + ":" + test.place().line());
        differences.forEach(difference -> out.println("      " + difference));
      }
    });
    out.println("%d passed, %d failed".formatted(results.size() - failed(), failed()));
  }

  void json(PrintWriter out) {
    out.println(
        JsonText.document(json -> {
          json.writeBooleanField("ok", failed() == 0);
          json.writeArrayFieldStart("tests");
          for (Map.Entry<MappingTest, List<String>> result : results.entrySet()) {
            json.writeStartObject();
            json.writeStringField("name", result.getKey().name());
            json.writeStringField("file", result.getKey().place().file());
            json.writeNumberField("line", result.getKey().place().line());
            json.writeBooleanField("ok", result.getValue().isEmpty());
            json.writeArrayFieldStart("differences");
            for (String difference : result.getValue()) {
              json.writeString(difference);
            }
            json.writeEndArray();
            json.writeEndObject();
          }
          json.writeEndArray();
        }));
  }

  private int failed() {
    return (int) results.values().stream().filter(found -> !found.isEmpty()).count();
  }
}

package io.freshet.offline.training;

import com.fasterxml.jackson.core.JsonGenerator;
import io.freshet.yaml.DurationText;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * What a training set holds.
 *
 * @param rows as many as the spine has
 * @param millis how long it took
 */
public record Summary(Request request, long rows, long millis, List<OfView> views) {

  public Summary {
    views = List.copyOf(views);
  }

  /**
   * One view's share.
   *
   * @param snapshot the state of the table that was read; absent: it was empty
   * @param files data files that were read
   * @param logRows rows in them
   * @param filled rows of the spine that got features
   * @param empty rows that got none: nothing was known, or it was deleted or had expired
   * @param notYetKnown of the empty ones those that event knowledge would have filled
   */
  public record OfView(
      String view,
      OptionalLong snapshot,
      long files,
      long logRows,
      long filled,
      long empty,
      long notYetKnown) {}

  /** What a person should know before training on it. */
  public List<String> warnings() {
    List<String> warnings = new ArrayList<>();
    for (OfView view : views) {
      if (view.notYetKnown() > 0) {
        warnings.add(
            "warning: %s: %,d of %,d rows are empty though there were events: they were not yet known then. After a backfill, --knowledge event fills them"
                .formatted(view.view(), view.notYetKnown(), rows));
      }
    }
    return warnings;
  }

  /** A line for the file and one for each view. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add("%s: %,d rows in %.1f s".formatted(request.output().file(), rows, millis / 1_000.0));
    for (OfView view : views) {
      lines.add(
          "  %s: %,d filled, %,d empty, from %,d rows in %,d files"
              .formatted(view.view(), view.filled(), view.empty(), view.logRows(), view.files()));
    }
    return lines;
  }

  /** The members of a JSON object. */
  public void write(JsonGenerator json) throws IOException {
    json.writeStringField("output", request.output().file().toString());
    json.writeNumberField("rows", rows);
    json.writeStringField("knowledge", request.knowledge().text());
    json.writeStringField("lag", DurationText.format(request.lag()));
    json.writeNumberField("milliseconds", millis);
    json.writeArrayFieldStart("views");
    for (OfView view : views) {
      write(json, view);
    }
    json.writeEndArray();
    json.writeArrayFieldStart("warnings");
    for (String warning : warnings()) {
      json.writeString(warning);
    }
    json.writeEndArray();
  }

  private static void write(JsonGenerator json, OfView view) throws IOException {
    json.writeStartObject();
    json.writeStringField("view", view.view());
    if (view.snapshot().isPresent()) {
      json.writeStringField("snapshot", Long.toString(view.snapshot().getAsLong()));
    }
    json.writeNumberField("files", view.files());
    json.writeNumberField("log_rows", view.logRows());
    json.writeNumberField("filled", view.filled());
    json.writeNumberField("empty", view.empty());
    json.writeNumberField("not_yet_known", view.notYetKnown());
    json.writeEndObject();
  }
}

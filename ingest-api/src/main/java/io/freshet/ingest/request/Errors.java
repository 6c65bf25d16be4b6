package io.freshet.ingest.request;

import io.freshet.api.RecordErrorType;
import io.freshet.ingest.answer.RecordError;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The violations of one request: all of them, save that of one record only so many are kept as
 * leave the answer readable. Every invalid record is named.
 */
public final class Errors {
  private static final int KEPT_OF_A_RECORD = 100;
  private static final int SHOWN_NAME = 128;

  private final List<RecordError> found = new ArrayList<>();
  private final Map<Subject, Integer> counts = new HashMap<>();

  private record Subject(String source, int index) {}

  public void add(String source, int index, String field, RecordErrorType type, String message) {
    String name = shown(field);
    add(
        new RecordError(
            source, index, name, type, name.isEmpty() ? message : name + ": " + message));
  }

  public void add(RecordError error) {
    if (!full(error.pushSource(), error.index())) {
      found.add(error);
      counts.merge(new Subject(error.pushSource(), error.index()), 1, Integer::sum);
    }
  }

  /** Whether one more of this record would be dropped: nobody needs to work out a hint for it. */
  public boolean full(String source, int index) {
    return counts.getOrDefault(new Subject(source, index), 0) >= KEPT_OF_A_RECORD;
  }

  public List<RecordError> list() {
    return List.copyOf(found);
  }

  /** What came from outside, short enough for a message. */
  public static String shown(String text) {
    return text.length() <= SHOWN_NAME ? text : text.substring(0, SHOWN_NAME) + "…";
  }
}

package io.freshet.ingest.request;

import io.freshet.api.RecordErrorType;
import io.freshet.ingest.answer.RecordError;
import java.util.ArrayList;
import java.util.List;

/** The violations of one request, at most so many that the answer stays readable. */
public final class Errors {
  private static final int KEPT = 200;
  private static final int SHOWN_NAME = 128;

  private final List<RecordError> found = new ArrayList<>();

  public void add(String source, int index, String field, RecordErrorType type, String message) {
    if (!full()) {
      String name = shown(field);
      found.add(
          new RecordError(
              source, index, name, type, name.isEmpty() ? message : name + ": " + message));
    }
  }

  public void add(RecordError error) {
    if (!full()) {
      found.add(error);
    }
  }

  /** Whether one more would be dropped: nobody needs to work out a hint for it. */
  public boolean full() {
    return found.size() >= KEPT;
  }

  public List<RecordError> list() {
    return List.copyOf(found);
  }

  /** What came from outside, short enough for a message. */
  public static String shown(String text) {
    return text.length() <= SHOWN_NAME ? text : text.substring(0, SHOWN_NAME) + "…";
  }
}

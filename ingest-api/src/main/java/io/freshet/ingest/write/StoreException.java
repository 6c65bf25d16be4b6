package io.freshet.ingest.write;

import java.io.Serial;
import java.util.List;

/** A table could not be read or written. The caller of the request should try again. */
public final class StoreException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  /** Whose fault it is; of several, the last counts. */
  public enum Kind {
    /** The store asks for less. */
    THROTTLED,
    /** The request's deadline was over. */
    TOO_LATE,
    /** The store does not answer, or not as it should. */
    UNAVAILABLE
  }

  private final Kind kind;
  private final transient List<String> throttling;

  private StoreException(Kind kind, String message, Throwable cause, List<String> throttling) {
    super(message, cause, false, false);
    this.kind = kind;
    this.throttling = throttling;
  }

  public StoreException(Kind kind, String message, Throwable cause) {
    this(kind, message, cause, List.of());
  }

  public StoreException(Kind kind, String message) {
    super(message, null, false, false);
    this.kind = kind;
    this.throttling = List.of();
  }

  /**
   * The store asks for less.
   *
   * @param reasons what there is too little of, in the store's own words
   */
  public static StoreException throttled(List<String> reasons, Throwable cause) {
    String message = "DynamoDB throttles: " + String.join(", ", reasons);
    return new StoreException(Kind.THROTTLED, message, cause, List.copyOf(reasons));
  }

  public Kind kind() {
    return kind;
  }

  /** Why the store throttled, such as {@code TableWriteProvisionedThroughputExceeded}. */
  public List<String> throttling() {
    return throttling;
  }
}

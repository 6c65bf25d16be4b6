package io.freshet.ingest.request;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import io.freshet.api.IngestLimits;

/** How the server reads JSON: with limits on everything that could be made too large. */
public final class Json {
  /** Deep enough for any type a schema can name in practice, shallow enough for any stack. */
  private static final int MAX_DEPTH = 40;

  private static final int MAX_NUMBER = 400;
  private static final int MAX_NAME = 65_536;

  /** Bytes that look like UTF-16 or UTF-32, and are not. */
  public static final String NO_ENCODING = "not valid JSON: send it in UTF-8";

  public static final JsonFactory FACTORY =
      JsonFactory.builder()
          // Keys of maps are data: interned, they would fill a table of the JVM's.
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_DEPTH)
                  .maxNumberLength(MAX_NUMBER)
                  .maxNameLength(MAX_NAME)
                  .maxStringLength(IngestLimits.MAX_BODY_BYTES)
                  .maxDocumentLength(IngestLimits.MAX_BODY_BYTES)
                  .build())
          .build();

  private Json() {}

  /** What is wrong and where, never the text itself. */
  public static String describe(JsonProcessingException e) {
    String what =
        e instanceof StreamConstraintsException
            ? "the JSON is too deep, or has a name or a number that is too long"
            : "not valid JSON";
    var at = e.getLocation();
    return at == null
        ? what
        : what + ", at line " + at.getLineNr() + ", column " + at.getColumnNr();
  }
}

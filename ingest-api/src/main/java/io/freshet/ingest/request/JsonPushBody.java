package io.freshet.ingest.request;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import io.freshet.api.IngestLimits;
import io.freshet.api.RequestErrorType;
import io.freshet.ingest.answer.Refusal;
import io.freshet.ingest.request.Parsed.Refused;
import io.freshet.ingest.request.Parsed.Understood;
import java.io.IOException;
import java.io.UncheckedIOException;

/** The JSON body of {@code POST /ingest}, names in snake_case or camelCase. */
public final class JsonPushBody implements PushBody {
  /** Deep enough for any type a schema can name in practice, shallow enough for any stack. */
  private static final int MAX_DEPTH = 40;

  private static final int MAX_NUMBER = 400;
  private static final int MAX_NAME = 2_048;

  static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_DEPTH)
                  .maxNumberLength(MAX_NUMBER)
                  .maxNameLength(MAX_NAME)
                  .maxStringLength(IngestLimits.MAX_BODY_BYTES)
                  .maxDocumentLength(IngestLimits.MAX_BODY_BYTES)
                  .build())
          .build();

  private final byte[] bytes;

  public JsonPushBody(byte[] bytes) {
    this.bytes = bytes;
  }

  @Override
  public Parsed read(SourceLookup sources) {
    var reader = new RequestReader(bytes, sources);
    try (JsonParser parser = JSON.createParser(bytes)) {
      return new Understood(reader.read(parser));
    } catch (Refuse refuse) {
      return new Refused(reader.workspace(), refuse.refusal());
    } catch (JsonProcessingException e) {
      return new Refused(
          reader.workspace(), new Refusal(RequestErrorType.MALFORMED_REQUEST, describe(e)));
    } catch (IOException e) {
      throw new UncheckedIOException("reading from memory cannot fail", e);
    }
  }

  private static String describe(JsonProcessingException e) {
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

package io.freshet.ingest.request;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import io.freshet.api.RequestErrorType;
import io.freshet.ingest.answer.Refusal;
import io.freshet.ingest.request.Parsed.Refused;
import io.freshet.ingest.request.Parsed.Understood;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.UncheckedIOException;

/** The JSON body of {@code POST /ingest}, names in snake_case or camelCase. */
public final class JsonPushBody implements PushBody {
  private final byte[] bytes;

  public JsonPushBody(byte[] bytes) {
    this.bytes = bytes;
  }

  @Override
  public Parsed read(SourceLookup sources) {
    var reader = new RequestReader(bytes, sources);
    try (JsonParser parser = Json.FACTORY.createParser(bytes)) {
      return new Understood(reader.read(parser));
    } catch (Refuse refuse) {
      return new Refused(reader.workspace(), refuse.refusal());
    } catch (JsonProcessingException e) {
      return new Refused(
          reader.workspace(), new Refusal(RequestErrorType.MALFORMED_REQUEST, Json.describe(e)));
    } catch (CharConversionException e) {
      return new Refused(
          reader.workspace(), new Refusal(RequestErrorType.MALFORMED_REQUEST, Json.NO_ENCODING));
    } catch (IOException e) {
      throw new UncheckedIOException("reading from memory cannot fail", e);
    }
  }
}

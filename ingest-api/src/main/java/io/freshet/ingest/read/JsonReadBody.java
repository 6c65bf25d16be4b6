package io.freshet.ingest.read;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.freshet.api.RequestErrorType;
import io.freshet.ingest.answer.Refusal;
import io.freshet.ingest.plan.ViewPlan;
import io.freshet.ingest.read.ViewLookup.Lookup.Denied;
import io.freshet.ingest.read.ViewLookup.Lookup.Found;
import io.freshet.ingest.request.Json;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * The JSON body of {@code POST /v1/get-features}. Read in two passes: the view decides how the keys
 * are to be read, and may be named after them.
 */
public final class JsonReadBody implements ReadBody {
  private final byte[] bytes;

  public JsonReadBody(byte[] bytes) {
    this.bytes = bytes;
  }

  @Override
  public Parsed read(ViewLookup views) {
    String workspace = "";
    try {
      workspace = scan("workspace_name", "workspaceName");
      String view = scan("feature_view_name", "featureViewName");
      if (workspace.isEmpty() || view.isEmpty()) {
        return malformed(workspace, "workspace_name and feature_view_name must be there");
      }
      return switch (views.find(workspace, view)) {
        case Denied(Refusal refusal) -> new Parsed.Refused(workspace, refusal);
        case Found(ViewPlan plan) -> fields(workspace, plan).resolve(plan);
      };
    } catch (MalformedRead e) {
      return malformed(workspace, e.getMessage());
    } catch (JsonProcessingException e) {
      return malformed(workspace, Json.describe(e));
    } catch (CharConversionException e) {
      return malformed(workspace, Json.NO_ENCODING);
    } catch (IOException e) {
      throw new UncheckedIOException("reading from memory cannot fail", e);
    }
  }

  private ReadFields fields(String workspace, ViewPlan view) throws IOException {
    try (JsonParser parser = Json.FACTORY.createParser(bytes)) {
      return new JsonReadFields(workspace, view).read(parser);
    }
  }

  private String scan(String snake, String camel) throws IOException {
    try (JsonParser parser = Json.FACTORY.createParser(bytes)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new MalformedRead("the body must be a JSON object");
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        boolean wanted = name.equals(snake) || name.equals(camel);
        if (parser.nextToken() == JsonToken.VALUE_STRING && wanted) {
          return parser.getText();
        }
        parser.skipChildren();
      }
      return "";
    }
  }

  private static Parsed malformed(String workspace, String message) {
    return new Parsed.Refused(workspace, new Refusal(RequestErrorType.MALFORMED_REQUEST, message));
  }
}

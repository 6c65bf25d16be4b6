package io.freshet.ingest.request;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.freshet.ingest.answer.Refusal;
import io.freshet.ingest.plan.SourcePlan;
import io.freshet.ingest.request.SourceLookup.Lookup.Denied;
import io.freshet.ingest.request.SourceLookup.Lookup.Found;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** {@code records}: an object with a list of records for each push source. */
final class SourcesReader {
  private final String workspace;
  private final SourceLookup sources;
  private final Errors errors;
  private final List<PushedRecord> records;
  private final Set<String> seen = new HashSet<>();

  SourcesReader(String workspace, SourceLookup sources, Errors errors, List<PushedRecord> records) {
    this.workspace = workspace;
    this.sources = sources;
    this.errors = errors;
    this.records = records;
  }

  void read(JsonParser parser) throws IOException, Refuse {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      throw Refuse.malformed("records must be an object with a list for each push source");
    }
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      if (!seen.add(name)) {
        throw Refuse.malformed("duplicate push source " + Errors.shown(name));
      }
      parser.nextToken();
      readSource(plan(name), parser);
    }
  }

  private SourcePlan plan(String name) throws Refuse {
    return switch (sources.find(workspace, name)) {
      case Found(SourcePlan plan) -> plan;
      case Denied(Refusal refusal) -> throw new Refuse(refusal);
    };
  }

  private void readSource(SourcePlan plan, JsonParser parser) throws IOException, Refuse {
    if (parser.currentToken() != JsonToken.START_ARRAY) {
      throw Refuse.malformed("records." + plan.name() + " must be a list");
    }
    int index = 0;
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      if (RecordLimits.exceededBy(records.size() + 1)) {
        throw new Refuse(RecordLimits.TOO_MANY);
      }
      records.add(new RecordReader(plan, index, errors).read(parser));
      index++;
    }
  }
}

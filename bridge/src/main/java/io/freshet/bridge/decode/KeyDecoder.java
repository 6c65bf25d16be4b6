package io.freshet.bridge.decode;

import io.freshet.bridge.event.SourceHeader;
import io.freshet.bridge.event.SourceRecord;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the key of a message as another decoder reads a value. */
public final class KeyDecoder implements Decoder {
  private static final String KEY_SCHEMA = "__key_schema_id";
  private static final String VALUE_SCHEMA = "__value_schema_id";

  private final Decoder values;

  public KeyDecoder(Decoder values) {
    this.values = values;
  }

  @Override
  public Decoded decode(SourceRecord source, @Nullable Object[] slots) {
    return values.decode(asValue(source), slots);
  }

  /** The schema of either may be named in a header. */
  private static SourceRecord asValue(SourceRecord source) {
    List<SourceHeader> headers = new ArrayList<>();
    for (SourceHeader header : source.headers()) {
      if (header.name().equals(KEY_SCHEMA)) {
        headers.add(new SourceHeader(VALUE_SCHEMA, header.value()));
      } else if (!header.name().equals(VALUE_SCHEMA)) {
        headers.add(header);
      }
    }
    return new SourceRecord(
        source.origin(),
        source.offset(),
        source.timestampMillis(),
        source.key(),
        source.key(),
        headers);
  }
}

package io.freshet.ingest.version;

import io.freshet.ingest.plan.SourcePlan;
import io.freshet.ingest.plan.Values;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;

/**
 * The canonical encoding of a record's typed content, hashed: its origin, whether it is a delete,
 * and its fields in the order of their names with a tag for each type. Absent fields leave no
 * trace, so a field added to the schema later does not change what older records hash to.
 */
public final class ContentEncoding {
  private ContentEncoding() {}

  /** The first half of SHA-256 over the encoding. */
  public static ContentHash hash(
      SourcePlan plan, Values values, Optional<String> origin, boolean delete) {
    var encoder = new ValueEncoder();
    encoder.text(origin.orElse(""));
    encoder.flag(delete);
    for (int rank = 0; rank < plan.fields().size(); rank++) {
      int position = plan.byName(rank);
      if (values.has(position)) {
        encoder.text(plan.fields().at(position).name());
        encoder.value(values.at(position));
      }
    }
    ByteBuffer digest = ByteBuffer.wrap(sha256().digest(encoder.bytes()));
    return new ContentHash(digest.getLong(), digest.getLong());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}

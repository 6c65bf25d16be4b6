package io.freshet.ingest.store.dynamodb.call;

import com.linecorp.armeria.common.AggregatedHttpResponse;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.RetryableException;

/** The checksum that DynamoDB sends along with every answer. */
final class Checksum {
  private static final String HEADER = "x-amz-crc32";

  private Checksum() {}

  /** Throws a {@link RetryableException} where the body is not what was sent. */
  static void verify(AggregatedHttpResponse answer) {
    @Nullable String sent = answer.headers().get(HEADER);
    if (sent == null) {
      return;
    }
    var checksum = new CRC32();
    checksum.update(answer.content().array());
    if (!sent.equals(Long.toString(checksum.getValue()))) {
      throw RetryableException.create("the answer's checksum is another");
    }
  }
}

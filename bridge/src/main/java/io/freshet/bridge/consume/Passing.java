package io.freshet.bridge.consume;

import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.FencedMemberEpochException;
import org.apache.kafka.common.errors.IllegalGenerationException;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.StaleMemberEpochException;
import org.apache.kafka.common.errors.UnknownMemberIdException;

/** Which failures of a poll the client mends itself by the next one. */
final class Passing {
  private Passing() {}

  /**
   * Whether to poll on: the broker does not answer, or the group has gone on without this member,
   * which the client then joins again. Under the {@code consumer} protocol a request for committed
   * offsets that was under way meanwhile fails, and the poll with it.
   */
  static boolean is(KafkaException failure) {
    return failure instanceof RetriableException
        || failure instanceof UnknownMemberIdException
        || failure instanceof StaleMemberEpochException
        || failure instanceof FencedMemberEpochException
        || failure instanceof IllegalGenerationException
        || failure instanceof RebalanceInProgressException;
  }
}

package io.freshet.embedded.fault;

import java.util.function.IntConsumer;

/** Sees every request that comes to a {@link FaultProxy}, struck or not. */
@FunctionalInterface
public interface Witness {

  /**
   * Told of a request when it has come whole, before anything is done with it.
   *
   * @param operation DynamoDB's operation; of other services the path
   * @param body the request's
   * @return told the target's status just before its answer is passed back; never called where no
   *     answer of the target's is
   */
  IntConsumer sees(String operation, byte[] body);
}

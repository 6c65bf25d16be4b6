package io.freshet.ingest.serve;

import io.freshet.ingest.answer.PushAnswer;
import java.util.OptionalLong;

/** One of the two ways to say the same thing to the server. */
interface Wire {

  /**
   * Pushes, and checks what only this wire has: that the request's id comes back everywhere.
   *
   * @param authorization the header's value; empty: none is sent
   */
  Answered push(String authorization, Push push);

  /**
   * What came back, in the server's own words.
   *
   * @param code of the HTTP status or the gRPC status
   * @param retryAfter seconds, where the answer says to try again
   */
  record Answered(int code, PushAnswer answer, OptionalLong retryAfter) {}
}
